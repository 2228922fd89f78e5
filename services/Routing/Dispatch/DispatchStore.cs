using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Type.V1;
using MongoDB.Bson;

namespace Hotline.Routing.Dispatch;

/// <summary>How dispatch records are kept, and the bridge from rules to facts.</summary>
public static class DispatchStore
{
    public const string CollectionName = "dispatches";

    public static FactsOptions<DispatchRecord> Options { get; } = new()
    {
        Collection = CollectionName,
        MapStored = DispatchBson.MapStored,
        EtagOf = record => record.Etag(),
        Indexes =
        [
            new IndexSpec("ticket_number", new BsonDocument("ticketNumber", 1)),
            // Only waiting tickets carry queueUnitId, so this index holds the queue and nothing else.
            new IndexSpec("queue", new BsonDocument { { "queueUnitId", 1 }, { "dispatchDueAt", 1 }, { "_id", 1 } })
            {
                Partial = new BsonDocument("queueUnitId", new BsonDocument("$exists", true)),
            },
        ],
    };

    public static StepContext Context(Command command, long version) =>
        new(new ActorRecord(command.Actor.Subject, command.Actor.Role, command.Actor.UnitId), command.OccurredAt, version);

    public static Decision<DispatchRecord>? Decision(Step? step) => step is null ? null : new Decision<DispatchRecord>(
        step.Record, [new FactDraft(step.Fact, step.Details, DispatchMap.EventsOf(step))])
        .InUrgentLane(step.Record.Urgency is Urgency.Emergency or Urgency.Epidemic);
}
