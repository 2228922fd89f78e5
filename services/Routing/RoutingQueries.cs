using Hotline.Chassis.Access;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.Dispatch;
using MongoDB.Bson;

namespace Hotline.Routing;

/// <summary>A list query as the store sees it, so that a test can ask which index serves it.</summary>
public sealed record QueryShape(string Name, string Collection, BsonDocument Filter, BsonDocument Sort);

/// <summary>Every list query of this service.</summary>
public static class RoutingQueries
{
    private const int VillageLevel = 3;

    public static BsonDocument QueueSort => new() { { "dispatchDueAt", 1 }, { "_id", 1 } };

    /// <summary>An instant for the samples below.</summary>
    public static DateTime Sample { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<QueryShape> All { get; } =
    [
        Shape("queue of one unit", One),
        Shape("queue of one unit, next page", Next(One)),
        Shape("queue of several units", Several),
        Shape("queue of several units, next page", Next(Several)),
    ];

    private static BsonDocument One => Filter(new BsonDocument("scope", "110118100"), ["110118100"]);

    private static BsonDocument Several => Filter(new BsonDocument("scope", "110118"), ["110118", "110118100", "110118101"]);

    /// <summary>
    /// The queues of the caller's units and those below. Villages and offices dispatch nothing, so these are few; the condition of
    /// scope stands beside it, as in every query.
    /// </summary>
    public static BsonDocument Queue(Scope scope, UnitTree units) => Filter(
        scope.Filter("scope"),
        [.. units.Units.Where(u => u.Level < VillageLevel && scope.Overlaps(units.ScopeOf(u.UnitId))).Select(u => u.UnitId)]);

    private static BsonDocument Filter(BsonDocument scope, IReadOnlyList<string> queues) => new BsonDocument("queueUnitId", queues switch
    {
        [var one] => one,
        _ => new BsonDocument("$in", new BsonArray(queues)),
    }).AddRange(scope);

    /// <summary>A next page, as the chassis asks for it.</summary>
    private static BsonDocument Next(BsonDocument filter) => new("$and", new BsonArray
    {
        filter,
        new BsonDocument
        {
            { "dispatchDueAt", new BsonDocument("$gte", Sample) },
            {
                "$or", new BsonArray
                {
                    new BsonDocument("dispatchDueAt", new BsonDocument("$gt", Sample)),
                    new BsonDocument { { "dispatchDueAt", Sample }, { "_id", new BsonDocument("$gt", "t") } },
                }
            },
        },
    });

    private static QueryShape Shape(string name, BsonDocument filter) => new(name, DispatchStore.CollectionName, filter, QueueSort);
}
