using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>A decision that explains itself (派单决定): the winners, and every rule asked with what it found.</summary>
public sealed record DispatchDecision
{
    /// <summary>Dispatched, queued for a dispatcher, or transferred to the level above.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The lead first; for a queued decision what would be suggested, perhaps none.</summary>
    public IReadOnlyList<ProposedUnit> Targets { get; init; } = [];

    /// <summary>The catalogue entry that decided; empty when a person or no entry did.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>Every rule that was asked, in order.</summary>
    public required IReadOnlyList<TraceStep> Trace { get; init; }

    /// <summary>One sentence in Chinese, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The edition on which it rests.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>The unit whose dispatchers decide; empty unless queued.</summary>
    public string QueueUnitId { get; init; } = "";

    /// <summary>The unit of the level above; empty unless transferred.</summary>
    public string TransferUnitId { get; init; } = "";
}

/// <summary>One unit of a decision (拟派单位).</summary>
public sealed record ProposedUnit(string UnitId, string UnitName, AssignmentRole Role, string Reason);

/// <summary>A rule and what it found (推理步骤).</summary>
/// <param name="Rule">R10 to R18.</param>
/// <param name="IsHit">Whether it decided something.</param>
/// <param name="Finding">What it found, in Chinese.</param>
public sealed record TraceStep(string Rule, bool IsHit, string Finding);
