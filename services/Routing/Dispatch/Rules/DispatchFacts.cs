using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Commands;
using Hotline.Events.V1;
using Hotline.Routing.Directory.Rules;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What is written of a record that has changed: its fact, and the events that tell other services of it.</summary>
internal static class DispatchFacts
{
    /// <summary>Tracking learns which units have the ticket now.</summary>
    public static Decision<DispatchRecord> Dispatched(
        DispatchRecord record, FactType type, DispatchDecision decision, IEnumerable<RoutedUnit> added)
    {
        var dispatched = new TicketDispatched();
        dispatched.Assignments.AddRange(record.Assignments.Select(ToProto));
        return Of(record, type, [.. Basis(decision), .. added.Select(Part)], dispatched);
    }

    /// <summary>Tracking learns that it waits, in whose queue and why; of a closed ticket nothing.</summary>
    public static Decision<DispatchRecord> Queued(DispatchRecord record, DispatchDecision decision)
    {
        IEnumerable<Detail> details = [.. Basis(decision), Detail.Id(DetailKey.QueueUnitId, decision.QueueUnitId)];
        if (record.QueueUnitId is not { } queue)
        {
            return Of(record, FactType.DispatchQueued, details);
        }

        var queued = new QueuedForDispatcher { QueueUnitId = queue, Reason = decision.Reason };
        queued.Scope.AddRange(record.Scope);
        return Of(record, FactType.DispatchQueued, details, queued);
    }

    /// <summary>Tracking learns that the level above has it.</summary>
    public static Decision<DispatchRecord> Transferred(DispatchRecord record, DispatchDecision decision, HandlingUnit above) => Of(
        record,
        FactType.DispatchTransferred,
        [Detail.Id(DetailKey.UnitId, above.UnitId), Detail.Text(DetailKey.UnitName, above.Name), .. Basis(decision)],
        new TicketTransferred { UnitId = above.UnitId, UnitName = above.Name, Reason = decision.Reason });

    /// <summary>Only Routing remembers it: no service learns of it.</summary>
    public static Decision<DispatchRecord> Closed(DispatchRecord record) => Of(record, FactType.DispatchClosed, []);

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
        DispatchRecord record, FactType type, IEnumerable<Detail> details, params IReadOnlyList<IMessage> events) =>
        new Decision<DispatchRecord>(record, [FactDraft.Of(type, details, events)]).InUrgentLane(record.IsUrgentLane);

    /// <summary>What a decision rests on.</summary>
    private static IEnumerable<Detail> Basis(DispatchDecision decision)
    {
        yield return Detail.Text(DetailKey.Reason, decision.Reason);
        yield return Detail.Id(DetailKey.CatalogueVersion, decision.CatalogueVersion);
        // A person's order rests on no entry.
        if (decision.RuleId.Length > 0)
        {
            yield return Detail.Id(DetailKey.RuleId, decision.RuleId);
        }
    }

    private static Detail Part(RoutedUnit unit) => Detail.Id(DetailKey.UnitId, unit.UnitId) with { AssignmentId = unit.AssignmentId };
}
