using Google.Protobuf.WellKnownTypes;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch;

/// <summary>The record and its decisions as the contract shows them.</summary>
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
        message.Assignments.AddRange(record.Assignments.Select(DispatchFacts.ToProto));
        message.Decisions.AddRange(record.Decisions.Select(d => new RecordedDecision
        {
            DecidedAt = Timestamp.FromDateTime(d.DecidedAt),
            Actor = d.Actor.ToProto(),
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
            TransferUnitId = decision.TransferUnitId,
        };
        message.Targets.AddRange(decision.Targets.Select(t =>
            new Target { UnitId = t.UnitId, UnitName = t.UnitName, Role = t.Role, Reason = t.Reason }));
        message.Trace.AddRange(decision.Trace.Select(t => new RuleTrace { Rule = t.Rule, IsHit = t.IsHit, Finding = t.Finding }));
        return message;
    }

    private static Place Of(PlaceRecord place) => new()
    {
        TownId = place.TownId,
        VillageId = place.VillageId,
        TownName = place.TownName,
        VillageName = place.VillageName,
        LocationPoint = place.LocationPoint,
    };
}
