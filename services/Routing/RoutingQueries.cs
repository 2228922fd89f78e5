using Hotline.Chassis.Access;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Store;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.Dispatch;
using MongoDB.Bson;

namespace Hotline.Routing;

/// <summary>Every list query of this service.</summary>
public static class RoutingQueries
{
    public static BsonDocument QueueSort => new() { { "dispatchDueAt", 1 }, { "_id", 1 } };

    /// <summary>An instant for the samples below.</summary>
    public static DateTime Sample { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<QueryShape> All { get; } =
    [
        One,
        One.Next(Sample, "t"),
        Several,
        Several.Next(Sample, "t"),
    ];

    private static QueryShape One => Shape("queue of one unit", Filter(new BsonDocument("scope", "110118100"), ["110118100"]));

    private static QueryShape Several => Shape("queue of several units", Filter(new BsonDocument("scope", "110118"), ["110118", "110118100", "110118101"]));

    /// <summary>
    /// The queues of the caller's units and those below. Villages and offices dispatch nothing, so these are few; the condition of
    /// scope stands beside it, as in every query.
    /// </summary>
    public static BsonDocument Queue(Scope scope, UnitTree units) => Filter(
        scope.Filter("scope"),
        [.. units.Units.Where(u => u.Level < UnitKinds.Last && scope.Overlaps(units.ScopeOf(u.UnitId))).Select(u => u.UnitId)]);

    private static BsonDocument Filter(BsonDocument scope, IReadOnlyList<string> queues) => new BsonDocument("queueUnitId", queues switch
    {
        [var one] => one,
        _ => Documents.OneOf(queues),
    }).AddRange(scope);

    private static QueryShape Shape(string name, BsonDocument filter) => new(name, DispatchStore.CollectionName, filter, QueueSort, "queue");
}
