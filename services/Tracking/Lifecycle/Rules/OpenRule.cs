namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// Takes in what Intake and Routing announce. Events come in any order, so each rule ends in the same record
/// whichever came first; a ticket that Routing speaks of has been accepted, only its clocks wait for the appeal.
/// </summary>
public static class OpenRule
{
    /// <summary>Intake's snapshot: T1, and the clocks of everything already known.</summary>
    public static Outcome Open(TicketRecord? known, AppealRecord appeal, string rootUnitId, ClockTable clocks)
    {
        var ticket = Begin(known) with
        {
            Appeal = appeal,
            TicketNumber = appeal.TicketNumber,
            AcceptedAt = appeal.AcceptedAt,
            RootUnitId = rootUnitId,
        };
        if (known is null or { IsStub: true })
        {
            ticket = StartClocks(ticket, clocks);
        }

        return Outcome.Of(
            ticket,
            "ticket.accepted",
            appeal.AcceptedAt,
            ("ticket_number", appeal.TicketNumber),
            ("urgency", ProtoNames.Of(appeal.Urgency)),
            ("channel", ProtoNames.Of(appeal.Channel)),
            ("category", string.Join('/', appeal.CategoryPath)),
            ("place", string.Concat(appeal.Place.TownName, appeal.Place.VillageName)),
            ("citizen_due_at", Show.Instant(ticket.Deadlines.First(d => d.Kind == DeadlineKind.Citizen).DueAt)));
    }

    /// <summary>Routing could not decide: T6.</summary>
    public static Outcome Queue(TicketRecord? known, QueueRecord queue)
    {
        var ticket = Begin(known);
        return Outcome.Of(
            ticket with { State = TicketTable.Table.Next(ticket.State, TicketTrigger.Queued), Queue = queue },
            "ticket.queued",
            queue.Since,
            ("queue_unit_id", queue.UnitId),
            ("reason", Show.Text(queue.Reason)));
    }

    internal static TicketRecord Begin(TicketRecord? known) =>
        known ?? new() { State = TicketTable.Table.Next(TicketState.Unspecified, TicketTrigger.Accepted) };

    private static TicketRecord StartClocks(TicketRecord ticket, ClockTable clocks)
    {
        IReadOnlyList<DeadlineRecord> deadlines =
        [
            .. Clocks.OfTicket(ticket.Appeal!, clocks),
            .. ticket.Assignments.SelectMany(a => Clocks.OfAssignment(a.Routed, ticket.Appeal!, clocks)),
        ];
        return ticket with
        {
            Deadlines = ticket.Lead is { } lead
                ? deadlines.Meet(DeadlineKind.Dispatch, null, lead.Routed.DispatchedAt)
                : deadlines,
        };
    }
}
