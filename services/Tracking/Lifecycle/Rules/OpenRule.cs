namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// Applies what Intake and Routing publish. Events come in any order, so each rule ends in the same record whichever came
/// first: what Routing said before Intake is remembered, and happens when the ticket opens.
/// </summary>
public static class OpenRule
{
    /// <summary>Intake's snapshot: T1, and what Routing said of the ticket before, in one decision.</summary>
    public static Decision Open(TicketRecord? known, AppealRecord appeal, string rootUnitId, ClockTable clocks)
    {
        if (known is { IsStub: false })
        {
            return Accept(known, appeal, rootUnitId);
        }

        var accepted = new TicketRecord
        {
            State = TicketTable.Table.Next(TicketState.Unspecified, TicketTrigger.Accepted),
            Deadlines = [.. Clocks.OfTicket(appeal, clocks)],
        };
        var opened = Accept(accepted, appeal, rootUnitId);
        return known?.Heard is { } heard ? opened.Then(Apply(opened.Ticket, heard, clocks)) : opened;
    }

    /// <summary>Routing could not decide: T6.</summary>
    public static Decision Queue(TicketRecord? known, QueueRecord queue, ActorRecord by) => known is null or { IsStub: true }
        ? Decision.Remember(new() { At = queue.Since, By = by, Queue = queue })
        : Decision.Of(
            known with { State = TicketTable.Table.Next(known.State, TicketTrigger.Queued), Queue = queue },
            FactType.TicketQueued,
            queue.Since,
            Detail.Id(DetailKey.QueueUnitId, queue.UnitId),
            Detail.Text(DetailKey.Reason, queue.Reason)).By(by);

    /// <summary>What Routing said of a ticket; remembered while Intake has not been heard.</summary>
    public static Decision Apply(TicketRecord? known, HeardRecord heard, ClockTable clocks) => heard switch
    {
        { Queue: { } queue } => Queue(known, queue, heard.By),
        { Transfer: { } transfer } => Transfer(known, heard, transfer),
        _ => DispatchRule.Dispatch(known, heard.Routed, heard.At, heard.By, clocks),
    };

    /// <summary>The root is complained about: the level above has it, and nothing more is owed here.</summary>
    private static Decision Transfer(TicketRecord? known, HeardRecord heard, TransferRecord transfer) => known is null or { IsStub: true }
        ? Decision.Remember(heard)
        : Decision.Of(
            known with
            {
                State = TicketTable.Table.Next(known.State, TicketTrigger.Transferred),
                ClosedAt = heard.At,
                Deadlines = known.Deadlines.End(heard.At),
            },
            FactType.TicketTransferred,
            heard.At,
            Detail.Id(DetailKey.UnitId, transfer.UnitId),
            Detail.Text(DetailKey.UnitName, transfer.UnitName),
            Detail.Text(DetailKey.Reason, transfer.Reason)).By(heard.By);

    private static Decision Accept(TicketRecord ticket, AppealRecord appeal, string rootUnitId) => Decision.Of(
        ticket with { Appeal = appeal, TicketNumber = appeal.TicketNumber, AcceptedAt = appeal.AcceptedAt, RootUnitId = rootUnitId },
        FactType.TicketAccepted,
        appeal.AcceptedAt,
        Detail.Id(DetailKey.TicketNumber, appeal.TicketNumber),
        Detail.Id(DetailKey.Urgency, appeal.Urgency),
        Detail.Enum(DetailKey.Channel, appeal.Channel),
        Detail.Text(DetailKey.Category, string.Join('/', appeal.CategoryPath)),
        Detail.Text(DetailKey.Place, string.Concat(appeal.Place.TownName, appeal.Place.VillageName)),
        Detail.Instant(DetailKey.CitizenDueAt, ticket.Deadlines.First(d => d.Kind == DeadlineKind.Citizen).DueAt));
}
