namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// All that Tracking knows of a ticket. A record without an appeal is a stub: Routing's event came before Intake's. A stub keeps
/// what it applied and has no history; no caller sees it until the appeal's snapshot arrives and opens the ticket.
/// </summary>
public sealed record TicketRecord
{
    /// <summary>The number for people; null on a stub.</summary>
    public string? TicketNumber { get; init; }

    public TicketState State { get; init; }

    /// <summary>Null on a stub.</summary>
    public AppealRecord? Appeal { get; init; }

    /// <summary>The appeal's acceptance, at the top level because lists are sorted by it.</summary>
    public DateTime? AcceptedAt { get; init; }

    /// <summary>In the order of dispatch; none is ever removed.</summary>
    public IReadOnlyList<AssignmentRecord> Assignments { get; init; } = [];

    /// <summary>All that were ever started: met, breached and ended ones too.</summary>
    public IReadOnlyList<DeadlineRecord> Deadlines { get; init; } = [];

    /// <summary>The earliest deadline that has neither been met nor fired; later in the store while the ticket is put off.</summary>
    public DateTime? NextDue { get; init; }

    /// <summary>The call-back that is due; null when none is.</summary>
    public CallbackTaskRecord? CallbackTask { get; init; }

    /// <summary>Since when the call-back is due, at the top level because the agents' list is sorted by it.</summary>
    public DateTime? CallbackDue { get; init; }

    /// <summary>Every attempt of every task, in order.</summary>
    public IReadOnlyList<CallRecord> Callbacks { get; init; } = [];

    /// <summary>Set while the ticket waits for a dispatcher.</summary>
    public QueueRecord? Queue { get; init; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? ClosedAt { get; init; }

    public CloseReason CloseReason { get; init; }

    /// <summary>The first lead that signed, for good; null before.</summary>
    public string? FirstReceiverUnitId { get; init; }

    /// <summary>How often it was sent back to work; 0 when never.</summary>
    public int ReworkSeq { get; init; }

    /// <summary>The ticket into which it was merged; null when it was not.</summary>
    public string? MasterTicketNumber { get; init; }

    /// <summary>The top of the directory when the ticket was opened, which sees every ticket.</summary>
    public string RootUnitId { get; init; } = "";

    /// <summary>Set on a stub alone.</summary>
    public HeardRecord? Heard { get; init; }

    /// <summary>The units that may see it: see <see cref="Scopes"/>. Empty for a stub.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>Of a report the accused and all below it: see <see cref="Chassis.Access.Scope.HiddenFrom"/>.</summary>
    public IReadOnlyList<string> HiddenFrom { get; init; } = [];

    /// <summary>Whether Routing's event came before Intake's.</summary>
    public bool IsStub => Appeal is null;

    /// <summary>The current part of the lead; null before the first dispatch.</summary>
    public AssignmentRecord? Lead => Assignments.FirstOrDefault(a => a.Routed.Role == AssignmentRole.Lead && a.IsCurrent);
}
