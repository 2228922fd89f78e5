namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>One unit's part of a ticket: what Routing decided, and how far the unit is.</summary>
public sealed record AssignmentRecord
{
    /// <summary>What Routing decided.</summary>
    public RoutedRecord Routed { get; init; } = new();

    /// <summary>How far the unit is.</summary>
    public AssignmentState State { get; init; }

    /// <summary>UTC; null before the unit signed.</summary>
    public DateTime? SignedAt { get; init; }

    public ActorRecord? SignedBy { get; init; }

    /// <summary>In order of recording; attempts that did not reach the claimant count too.</summary>
    public IReadOnlyList<ContactRecord> Contacts { get; init; } = [];

    /// <summary>Why no contact is made; null when none was waived.</summary>
    public WaiverRecord? Waiver { get; init; }

    /// <summary>UTC; null before the unit started.</summary>
    public DateTime? StartedAt { get; init; }

    public ActorRecord? StartedBy { get; init; }

    /// <summary>In order; the last counts.</summary>
    public IReadOnlyList<FeedbackRecord> Feedbacks { get; init; } = [];

    /// <summary>How often more time was granted.</summary>
    public int ExtensionCount { get; init; }

    /// <summary>How often the unit asked to return it.</summary>
    public int ReturnCount { get; init; }

    /// <summary>Sub-dispatched before the parent had reached the claimant, which rule R14 wants first.</summary>
    public bool PassedDownUnchecked { get; init; }

    public string Id => Routed.AssignmentId;

    /// <summary>Whether the unit still has this part: it was neither returned nor left.</summary>
    public bool IsCurrent => State is not (AssignmentState.Returned or AssignmentState.Exited);

    /// <summary>Whether any contact reached the claimant.</summary>
    public bool HasReachedClaimant => Contacts.Any(c => c.HasReached);

    /// <summary>Whether the part owes the claimant no contact, or no longer; a result needs it.</summary>
    public bool IsContactSettled => !Routed.OwesContact || HasReachedClaimant || Waiver is not null;

    /// <summary>The last instant known of this part. Nothing later in its life may carry an earlier one.</summary>
    public DateTime LatestAt => new[]
    {
        Routed.DispatchedAt,
        SignedAt,
        Contacts.Count > 0 ? Contacts.Max(c => c.ContactedAt) : null,
        Waiver?.WaivedAt,
        StartedAt,
        Feedbacks.Count > 0 ? Feedbacks[^1].Review?.ReviewedAt ?? Feedbacks[^1].SubmittedAt : null,
    }.Max()!.Value;
}

/// <summary>Who, in which role, since when and why, as Routing says.</summary>
public sealed record RoutedRecord
{
    public string AssignmentId { get; init; } = "";

    public string UnitId { get; init; } = "";

    /// <summary>As valid when it was dispatched.</summary>
    public string UnitName { get; init; } = "";

    /// <summary>The unit and all its ancestors.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    public AssignmentRole Role { get; init; }

    public DateTime DispatchedAt { get; init; }

    public ActorRecord DispatchedBy { get; init; } = new();

    /// <summary>The assignment that was sub-dispatched; empty at the first level.</summary>
    public string ParentAssignmentId { get; init; } = "";

    /// <summary>Why this unit, in Chinese, for people.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The catalogue entry that decided; empty when a person did.</summary>
    public string RuleId { get; init; } = "";

    /// <summary>The lead's feedback waits for this part.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>The unit that gave the part wants this one to contact the claimant itself.</summary>
    public bool NeedsContact { get; init; }

    /// <summary>The lead speaks with the claimant for all; another unit when it was told to.</summary>
    public bool OwesContact => Role == AssignmentRole.Lead || NeedsContact;
}
