using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>A decision that explains itself (派单决定): the winners, and every rule asked with what it found.</summary>
public sealed record DispatchDecision
{
    public required Outcome Outcome { get; init; }

    /// <summary>The lead first; for a queued decision what would be suggested, perhaps none.</summary>
    public IReadOnlyList<ProposedUnit> Targets { get; init; } = [];

    public string RuleId { get; init; } = "";

    public required IReadOnlyList<TraceStep> Trace { get; init; }

    public required string Reason { get; init; }

    public required string CatalogueVersion { get; init; }

    public string QueueUnitId { get; init; } = "";
}

/// <summary>One unit of a decision (拟派单位).</summary>
public sealed record ProposedUnit(string UnitId, string UnitName, AssignmentRole Role, string Reason);

/// <summary>A rule and what it found (推理步骤).</summary>
public sealed record TraceStep(string Rule, bool IsHit, string Finding);
