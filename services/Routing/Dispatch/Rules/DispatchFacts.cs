using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Commands;
using Hotline.Events.V1;
using Hotline.Routing.Directory.Rules;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What is written of a record that has changed: its fact, and the events that tell other services of it.</summary>
internal static class DispatchFacts
{
    /// <summary>Tracking learns which units have the ticket now.</summary>
    public static Decision<DispatchRecord> Dispatched(
        DispatchRecord record, string type, DispatchDecision decision, IEnumerable<RoutedUnit> added)
    {
        var dispatched = new TicketDispatched();
        dispatched.Assignments.AddRange(record.Assignments.Select(ToProto));
        return Of(record, type, Details(decision, added), dispatched);
    }

    /// <summary>Tracking learns that it waits, in whose queue and why; of a closed ticket nothing.</summary>
    public static Decision<DispatchRecord> Queued(DispatchRecord record, DispatchDecision decision)
    {
        const string type = "dispatch.queued";
        if (record.QueueUnitId is not { } queue)
        {
            return Of(record, type, Details(decision, []));
        }

        var queued = new QueuedForDispatcher { QueueUnitId = queue, Reason = decision.Reason };
        queued.Scope.AddRange(record.Scope);
        return Of(record, type, Details(decision, []), queued);
    }

    /// <summary>Tracking learns that the level above has it.</summary>
    public static Decision<DispatchRecord> Transferred(DispatchRecord record, DispatchDecision decision, HandlingUnit above) => Of(
        record,
        "dispatch.transferred",
        Details(decision, []),
        new TicketTransferred { UnitId = above.UnitId, UnitName = above.Name, Reason = decision.Reason });

    /// <summary>Only Routing remembers it: no service learns of it.</summary>
    public static Decision<DispatchRecord> Closed(DispatchRecord record) => Of(record, "ticket.closed", new Dictionary<string, string>());

    public static RoutedAssignment ToProto(this RoutedUnit unit)
    {
        var message = new RoutedAssignment
        {
            AssignmentId = unit.AssignmentId,
            UnitId = unit.UnitId,
            UnitName = unit.UnitName,
            Role = unit.Role,
            DispatchedAt = Timestamp.FromDateTime(unit.DispatchedAt),
            DispatchedBy = unit.DispatchedBy.ToProto(),
            ParentAssignmentId = unit.ParentAssignmentId,
            Reason = unit.Reason,
            RuleId = unit.RuleId,
            IsMandatory = unit.IsMandatory,
            NeedsContact = unit.NeedsContact,
        };
        message.Scope.AddRange(unit.Scope);
        return message;
    }

    public static Actor ToProto(this ActorRecord actor) => new() { Subject = actor.Subject, Role = actor.Role, UnitId = actor.UnitId };

    private static Decision<DispatchRecord> Of(
        DispatchRecord record, string type, IReadOnlyDictionary<string, string> details, params IReadOnlyList<IMessage> events) =>
        new Decision<DispatchRecord>(record, [new FactDraft(type, details, events)]).InUrgentLane(record.IsUrgentLane);

    /// <summary>Short and masked, by the names of timeline.proto where it has one.</summary>
    private static Dictionary<string, string> Details(DispatchDecision decision, IEnumerable<RoutedUnit> added)
    {
        var details = new Dictionary<string, string>
        {
            ["reason"] = decision.Reason,
            ["catalogue_version"] = decision.CatalogueVersion,
        };
        if (decision.RuleId.Length > 0)
        {
            details["rule_id"] = decision.RuleId;
        }

        if (decision.QueueUnitId.Length > 0)
        {
            details["queue_unit_id"] = decision.QueueUnitId;
        }

        foreach (var part in added)
        {
            details[part.AssignmentId + ".unit_id"] = part.UnitId;
        }

        return details;
    }
}
