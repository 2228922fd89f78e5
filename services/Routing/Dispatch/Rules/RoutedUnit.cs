using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>One unit's part in a ticket (承办记录): name and ancestors as valid when it was dispatched.</summary>
public sealed record RoutedUnit
{
    /// <summary>a1, a2, … in order of dispatch.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The record's version that brought it, so that the answer to an old request can be rebuilt exactly.</summary>
    public required long Version { get; init; }

    public required string UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The unit and its ancestors, as valid when it was dispatched.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    public required AssignmentRole Role { get; init; }

    public required DateTime DispatchedAt { get; init; }

    public required ActorRecord DispatchedBy { get; init; }

    /// <summary>The assignment that was sub-dispatched; empty at the first level.</summary>
    public string ParentAssignmentId { get; init; } = "";

    public required string Reason { get; init; }

    /// <summary>The catalogue entry that decided; empty when a person did.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>The lead's feedback waits for this part.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>The unit contacts the claimant itself; the lead always does.</summary>
    public bool NeedsContact { get; init; }
}

/// <summary>A decision with its maker (派单决定记录).</summary>
public sealed record MadeDecision
{
    /// <summary>The record's version that the decision made.</summary>
    public required long Version { get; init; }

    public required DateTime DecidedAt { get; init; }

    public required ActorRecord Actor { get; init; }

    public required DispatchDecision Decision { get; init; }
}
