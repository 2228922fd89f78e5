using Google.Protobuf;
using Hotline.Chassis.Commands;
using Hotline.Events.V1;

namespace Hotline.Tracking.Lifecycle;

/// <summary>Turns what a rule decided into what is written: the record, its facts and their events.</summary>
public static class TicketChanges
{
    /// <summary>Adds the events: each fact tells of the ticket after the whole decision.</summary>
    /// <param name="decision">What the rule decided.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="version">The version of the decision's first fact.</param>
    /// <param name="before">The ticket before it.</param>
    public static Decision<TicketRecord> ToDecision(this Decision decision, string id, long version, TicketRecord? before)
    {
        var after = decision.Ticket;
        var snapshot = after.ToProto(id, version + decision.Facts.Count - 1);
        // The first change is the one with which units come to see the ticket, or no longer do.
        var drafts = decision.Facts.Select((fact, i) => Draft(fact, snapshot, i == 0 ? before?.Scope ?? [] : after.Scope, after));
        return new Decision<TicketRecord>(after, [.. drafts]).InUrgentLane(after.Appeal is { IsUrgentLane: true });
    }

    private static FactDraft Draft(TicketFact fact, Ticket snapshot, IReadOnlyList<string> scopeBefore, TicketRecord after)
    {
        var changed = new TicketChanged
        {
            Change = fact.Type.Name(),
            Ticket = snapshot,
            Scope = { after.Scope },
            ScopeBefore = { scopeBefore },
            HiddenFrom = { after.HiddenFrom },
            AccusedUnitIds = { after.Appeal?.AccusedUnits ?? [] },
        };
        IMessage[] events = fact.Closes ? [changed, new TicketClosed { Ticket = snapshot }] : [changed];
        return new(fact.Type.Name(), fact.Details, events) { OccurredAt = fact.OccurredAt, Actor = fact.Actor?.ToProto() };
    }
}
