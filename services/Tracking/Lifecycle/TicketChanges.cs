using Google.Protobuf;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;

namespace Hotline.Tracking.Lifecycle;

/// <summary>Turns what a rule decided into what is written: the record, the fact and its events.</summary>
public static class TicketChanges
{
    public static Decision<TicketRecord> ToDecision(this Outcome outcome, string id, long version, TicketRecord? before)
    {
        var snapshot = outcome.Ticket.ToProto(id, version);
        var changed = new TicketChanged
        {
            Change = outcome.Type,
            Ticket = snapshot,
            Scope = { outcome.Ticket.Scope },
            ScopeBefore = { before?.Scope ?? [] },
        };
        IMessage[] events = outcome.Closes ? [changed, new TicketClosed { Ticket = snapshot }] : [changed];
        return new Decision<TicketRecord>(outcome.Ticket, [new FactDraft(outcome.Type, outcome.Details, events) { OccurredAt = outcome.OccurredAt }])
            .InUrgentLane(outcome.Ticket.Appeal?.Urgency is Urgency.Emergency or Urgency.Epidemic);
    }
}
