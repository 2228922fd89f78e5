using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;

namespace Hotline.Chassis.Facts;

/// <summary>What is stored of a fact, in the ticket's pending list and in the collection of facts alike.</summary>
public static class FactBson
{
    public static void MapStored()
    {
        Stored.MapById<Fact>(
            nameof(Fact.Id),
            nameof(Fact.Ticket), nameof(Fact.V), nameof(Fact.Type), nameof(Fact.RequestKey), nameof(Fact.BodyHash),
            nameof(Fact.PrevHash), nameof(Fact.Hash), nameof(Fact.Actor), nameof(Fact.OccurredAt), nameof(Fact.RecordedAt),
            nameof(Fact.TraceParent), nameof(Fact.Details), nameof(Fact.Events), nameof(Fact.IsUrgent),
            nameof(Fact.AuditAfter));
        Stored.Map<FactActor>(nameof(FactActor.Subject), nameof(FactActor.Role), nameof(FactActor.UnitId));
        Stored.Map<OutboxEvent>(nameof(OutboxEvent.MessageId), nameof(OutboxEvent.Type), nameof(OutboxEvent.Json));
    }
}
