using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Events.V1;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch;

/// <summary>The record, its decisions and its events as the contracts show them.</summary>
internal static class DispatchMap
{
    public static V1.Dispatch Of(string ticketId, DispatchRecord record, long version, string consistencyToken = "")
    {
        var message = new V1.Dispatch
        {
            TicketId = ticketId,
            TicketNumber = record.TicketNumber,
            Title = record.Title,
            Urgency = record.Urgency,
            CategoryId = record.CategoryId,
            Place = Of(record.Place),
            IsQueued = record.IsQueued(),
            QueueUnitId = record.QueueUnitId ?? "",
            DispatchDueAt = record.DispatchDueAt is { } due ? Timestamp.FromDateTime(due) : null,
            Etag = record.Etag(),
            Version = version,
            ConsistencyToken = consistencyToken,
        };
        message.Assignments.AddRange(record.Assignments.Select(Of));
        message.Decisions.AddRange(record.Decisions.Select(d => new RecordedDecision
        {
            DecidedAt = Timestamp.FromDateTime(d.DecidedAt),
            Actor = Of(d.Actor),
            Decision = Of(d.Decision),
        }));
        return message;
    }

    public static Decision Of(DispatchDecision decision)
    {
        var message = new Decision
        {
            Outcome = decision.Outcome,
            RuleId = decision.RuleId,
            Reason = decision.Reason,
            CatalogueVersion = decision.CatalogueVersion,
            QueueUnitId = decision.QueueUnitId,
        };
        message.Targets.AddRange(decision.Targets.Select(t => new Target { UnitId = t.UnitId, UnitName = t.UnitName, Role = t.Role, Reason = t.Reason }));
        message.Trace.AddRange(decision.Trace.Select(t => new RuleTrace { Rule = t.Rule, IsHit = t.IsHit, Finding = t.Finding }));
        return message;
    }

    /// <summary>All that Routing says of the ticket now: waiting, or with these units.</summary>
    public static IReadOnlyList<IMessage> EventsOf(Step step)
    {
        if (!step.IsAnnounced)
        {
            return [];
        }

        if (step.Record.QueueUnitId is { } queue)
        {
            var queued = new QueuedForDispatcher { QueueUnitId = queue, Reason = step.Record.Decisions[^1].Decision.Reason };
            queued.Scope.AddRange(step.QueueScope);
            return [queued];
        }

        var dispatched = new TicketDispatched();
        dispatched.Assignments.AddRange(step.Record.Assignments.Select(Of));
        return [dispatched];
    }

    private static RoutedAssignment Of(RoutedUnit unit)
    {
        var message = new RoutedAssignment
        {
            AssignmentId = unit.AssignmentId,
            UnitId = unit.UnitId,
            UnitName = unit.UnitName,
            Role = unit.Role,
            DispatchedAt = Timestamp.FromDateTime(unit.DispatchedAt),
            DispatchedBy = Of(unit.DispatchedBy),
            ParentAssignmentId = unit.ParentAssignmentId,
            Reason = unit.Reason,
            RuleId = unit.RuleId,
            IsMandatory = unit.IsMandatory,
        };
        message.Scope.AddRange(unit.Scope);
        return message;
    }

    private static Actor Of(ActorRecord actor) => new() { Subject = actor.Subject, Role = actor.Role, UnitId = actor.UnitId };

    private static Place Of(PlaceRecord place) => new()
    {
        TownId = place.TownId,
        VillageId = place.VillageId,
        TownName = place.TownName,
        VillageName = place.VillageName,
        LocationPoint = place.LocationPoint,
    };
}
