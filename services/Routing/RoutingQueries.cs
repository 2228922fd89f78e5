using Hotline.Chassis.Access;
using Hotline.Routing.Dispatch;
using MongoDB.Bson;

namespace Hotline.Routing;

/// <summary>A list query as the store sees it, so that a test can ask which index serves it.</summary>
public sealed record QueryShape(string Name, string Collection, BsonDocument Filter, BsonDocument Sort);

/// <summary>Every list query of this service.</summary>
public static class RoutingQueries
{
    public static BsonDocument QueueSort => new() { { "dispatchDueAt", 1 }, { "_id", 1 } };

    public static IReadOnlyList<QueryShape> All { get; } =
    [
        new("queue of one unit", DispatchStore.CollectionName, new BsonDocument("queueScope", "110118"), QueueSort),
        new("queue of several units", DispatchStore.CollectionName, new BsonDocument("queueScope", new BsonDocument("$in", new BsonArray { "110118", "110118100" })), QueueSort),
    ];

    /// <summary>Only waiting tickets carry the element, so the scope's condition is the queue's condition too.</summary>
    public static BsonDocument Queue(Scope scope) =>
        scope.IsAll ? new BsonDocument("queueScope", new BsonDocument("$exists", true)) : scope.Filter("queueScope");
}
