using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Routing.Dispatch.Rules;
using MongoDB.Bson;

namespace Hotline.Routing.Dispatch;

/// <summary>How dispatch records are kept, and what a command tells the rules.</summary>
public static class DispatchStore
{
    /// <summary>The collection: one record for each ticket.</summary>
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

    public static DecisionContext Context(Command command, long version) =>
        new(new ActorRecord(command.Actor.Subject, command.Actor.Role, command.Actor.UnitId), command.OccurredAt, version);
}
