using static Hotline.Type.V1.TicketState;

namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What can happen to a ticket as a whole.</summary>
public enum TicketTrigger
{
    /// <summary>Intake's snapshot arrived.</summary>
    Accepted,

    /// <summary>Routing put it in a dispatcher's queue.</summary>
    Queued,

    /// <summary>Routing gave it to the level above.</summary>
    Transferred,

    /// <summary>Routing gave it to its lead.</summary>
    Dispatched,

    /// <summary>Routing added parts to a ticket that has its lead.</summary>
    PassedDown,

    /// <summary>A unit works on its part without moving the whole.</summary>
    PartWorked,

    /// <summary>The lead reached the claimant for the first time, or need not.</summary>
    LeadContacted,

    /// <summary>The lead fed back.</summary>
    LeadFedBack,

    /// <summary>The feedback was approved.</summary>
    FeedbackApproved,

    /// <summary>The feedback was rejected.</summary>
    FeedbackRejected,

    /// <summary>The citizen clock ran out.</summary>
    CitizenClockExpired,

    /// <summary>An agent called the claimant and nothing was settled by it.</summary>
    CalledBack,

    /// <summary>A call-back settled it, or the claimant need not be called.</summary>
    Settled,
}

/// <summary>
/// The ticket's state machine, docs/domain/states.md. Only what is reachable today: returns, rework, the ledger, merging
/// and withdrawal add rows.
/// </summary>
public static class TicketTable
{
    /// <summary>States in which a claimant waits for an approved result: the citizen clock raises a call-back in them.</summary>
    public static readonly IReadOnlyList<TicketState> BeforeApproval =
        [Accepted, PendingDispatch, Dispatched, InProgress, Replied];

    /// <summary>States in which units may work on their parts.</summary>
    public static readonly IReadOnlyList<TicketState> Working = [Dispatched, InProgress, Replied, PendingCallback];

    public static readonly TransitionTable<TicketState, TicketTrigger> Table = new(
    [
        new(Unspecified, TicketTrigger.Accepted, Accepted, "T1"),
        new(Accepted, TicketTrigger.Queued, PendingDispatch, "T6"),
        new(PendingDispatch, TicketTrigger.Queued, PendingDispatch, "T6"),
        new(Accepted, TicketTrigger.Transferred, TransferredOut, "R15"),
        new(Accepted, TicketTrigger.Dispatched, Dispatched, "T7"),
        new(PendingDispatch, TicketTrigger.Dispatched, Dispatched, "T7"),
        new(Dispatched, TicketTrigger.LeadContacted, InProgress, "T10a"),
        new(InProgress, TicketTrigger.LeadFedBack, Replied, "T16"),
        new(Replied, TicketTrigger.FeedbackApproved, PendingCallback, "T17"),
        new(Replied, TicketTrigger.FeedbackRejected, InProgress, "T18"),
        new(PendingCallback, TicketTrigger.Settled, Closed, "T20"),
        .. Stay(Working, TicketTrigger.PartWorked, "T8 to T16"),
        // Routing may pass a part down before it hears of the closing; it is recorded and starts no clock.
        .. Stay([.. Working, Closed], TicketTrigger.PassedDown, "T10"),
        // From W1 on: rule O13 makes no exception for a ticket that still waits for its dispatch.
        .. Stay(BeforeApproval, TicketTrigger.CitizenClockExpired, "T19"),
        .. Stay([.. BeforeApproval, PendingCallback], TicketTrigger.CalledBack, "T19"),
    ],
    []);

    private static IEnumerable<Transition<TicketState, TicketTrigger>> Stay(
        IEnumerable<TicketState> states, TicketTrigger on, string rule) =>
        states.Select(s => new Transition<TicketState, TicketTrigger>(s, on, s, rule));
}
