namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// All that Tracking knows of a ticket. A record without an appeal is a stub: Routing's event came before Intake's. A stub keeps
/// what it applied and has no history; no caller sees it until the appeal's snapshot arrives and opens the ticket.
/// </summary>
public sealed record TicketRecord
{
    public string? TicketNumber { get; init; }

    public TicketState State { get; init; }

    public AppealRecord? Appeal { get; init; }

    /// <summary>The appeal's acceptance, at the top level because lists are sorted by it.</summary>
    public DateTime? AcceptedAt { get; init; }

    public IReadOnlyList<AssignmentRecord> Assignments { get; init; } = [];

    public IReadOnlyList<DeadlineRecord> Deadlines { get; init; } = [];

    /// <summary>The earliest deadline that has neither been met nor fired; later in the store while the ticket is put off.</summary>
    public DateTime? NextDue { get; init; }

    public CallbackTaskRecord? CallbackTask { get; init; }

    /// <summary>Since when the call-back is due, at the top level because the agents' list is sorted by it.</summary>
    public DateTime? CallbackDue { get; init; }

    public IReadOnlyList<CallRecord> Callbacks { get; init; } = [];

    public QueueRecord? Queue { get; init; }

    public DateTime? ClosedAt { get; init; }

    public CloseReason CloseReason { get; init; }

    public string? FirstReceiverUnitId { get; init; }

    /// <summary>The top of the directory when the ticket was opened, which sees every ticket.</summary>
    public string RootUnitId { get; init; } = "";

    /// <summary>Set on a stub alone.</summary>
    public HeardRecord? Heard { get; init; }

    /// <summary>The units that may see it: see <see cref="Scopes"/>. Empty for a stub.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    public bool IsStub => Appeal is null;

    public AssignmentRecord? Lead => Assignments.FirstOrDefault(a => a.Routed.Role == AssignmentRole.Lead && a.IsCurrent);
}
