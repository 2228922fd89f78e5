using Hotline.Chassis.Access;
using Hotline.Chassis.Store;
using Hotline.Routing.Directory.Rules;
using MongoDB.Bson;

namespace Hotline.Routing;

/// <summary>Every list query of this service.</summary>
public static class RoutingQueries
{
    /// <summary>The order of the queue: what is due first, first.</summary>
    public static BsonDocument QueueSort => new() { { "dispatchDueAt", 1 }, { "_id", 1 } };

    /// <summary>
    /// The queues of the caller's units and those below. Villages and offices dispatch nothing, so these are few; the condition of
    /// scope stands beside it, as in every query.
    /// </summary>
    public static BsonDocument Queue(Scope scope, UnitTree units) => Queue(
        scope.Filter("scope"),
        [.. units.Units.Where(u => u.Level < UnitKinds.Last && scope.Overlaps(units.ScopeOf(u.UnitId))).Select(u => u.UnitId)]);

    /// <summary>These queues, as far as the scope allows.</summary>
    public static BsonDocument Queue(BsonDocument scope, IReadOnlyList<string> queues) => new BsonDocument("queueUnitId", queues switch
    {
        [var one] => one,
        _ => Documents.OneOf(queues),
    }).AddRange(scope);
}
