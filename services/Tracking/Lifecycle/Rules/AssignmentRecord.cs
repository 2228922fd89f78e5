namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>One unit's part of a ticket: what Routing decided, and how far the unit is.</summary>
public sealed record AssignmentRecord
{
    public RoutedRecord Routed { get; init; } = new();

    public AssignmentState State { get; init; }

    public DateTime? SignedAt { get; init; }

    public ActorRecord? SignedBy { get; init; }

    public IReadOnlyList<ContactRecord> Contacts { get; init; } = [];

    public DateTime? StartedAt { get; init; }

    public ActorRecord? StartedBy { get; init; }

    public IReadOnlyList<FeedbackRecord> Feedbacks { get; init; } = [];

    public bool PassedDownUnchecked { get; init; }

    public string Id => Routed.AssignmentId;

    public bool IsCurrent => State is not (AssignmentState.Returned or AssignmentState.Exited);

    public bool HasReachedClaimant => Contacts.Any(c => c.Reached);

    /// <summary>The last instant known of this part. Nothing later in its life may carry an earlier one.</summary>
    public DateTime LatestAt => new[]
    {
        Routed.DispatchedAt,
        SignedAt,
        Contacts.Count > 0 ? Contacts[^1].ContactedAt : null,
        StartedAt,
        Feedbacks.Count > 0 ? Feedbacks[^1].Review?.ReviewedAt ?? Feedbacks[^1].SubmittedAt : null,
    }.Max()!.Value;
}

/// <summary>Who, in which role, since when and why, as Routing says.</summary>
public sealed record RoutedRecord
{
    public string AssignmentId { get; init; } = "";

    public string UnitId { get; init; } = "";

    public string UnitName { get; init; } = "";

    /// <summary>The unit and all its ancestors.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    public AssignmentRole Role { get; init; }

    public DateTime DispatchedAt { get; init; }

    public ActorRecord DispatchedBy { get; init; } = new();

    public string ParentAssignmentId { get; init; } = "";

    public string Reason { get; init; } = "";

    public string RuleId { get; init; } = "";

    public bool IsMandatory { get; init; }
}
