using Hotline.Chassis.Access;
using Hotline.Chassis.Store;
using MongoDB.Bson;

namespace Hotline.Tracking.Listing;

/// <summary>The list queries on tickets and the feed.</summary>
public static class TrackingQueries
{
    /// <summary>The latest accepted first.</summary>
    public static readonly BsonDocument ListSort = new() { { "acceptedAt", -1 }, { "_id", -1 } };

    /// <summary>The longest due first.</summary>
    public static readonly BsonDocument CallbackSort = new() { { "callbackDue", 1 }, { "_id", 1 } };

    public static BsonDocument List(BsonDocument scope, TicketFilter filter)
    {
        var conditions = new BsonArray { scope };
        if (filter.UnitId.Length > 0)
        {
            conditions.Add(new BsonDocument("scope", filter.UnitId));
        }

        if (filter.States.Count > 0)
        {
            conditions.Add(new BsonDocument("state", Documents.OneOf(filter.States.Select(s => s.ToString()))));
        }

        if (filter.AcceptedFrom is { } from)
        {
            conditions.Add(Unless("$lt", from.ToDateTime()));
        }

        if (filter.AcceptedBefore is { } before)
        {
            conditions.Add(Unless("$gte", before.ToDateTime()));
        }

        return And(conditions);
    }

    /// <summary>What an agent may take up now; others' claims only when he asks for them.</summary>
    /// <param name="scope">Whose tickets.</param>
    /// <param name="now">The business time.</param>
    /// <param name="includeClaimed">Claims are shown, also those whose call runs past the hours.</param>
    /// <param name="only">Outside the hours for calls the ids of the classes that may be called all the same; null within them.</param>
    public static BsonDocument Callbacks(BsonDocument scope, DateTime now, bool includeClaimed, IEnumerable<string>? only)
    {
        var conditions = new BsonArray
        {
            scope,
            new BsonDocument("callbackDue", new BsonDocument("$exists", true)),
            new BsonDocument("callbackTask.notBefore", new BsonDocument("$lte", now)),
        };
        if (only is not null)
        {
            var urgencies = Documents.OneOf(only.Order(StringComparer.Ordinal));
            var callable = new BsonArray { new BsonDocument("appeal.urgency", urgencies) };
            if (includeClaimed)
            {
                callable.Add(new BsonDocument("callbackTask.claimedUntil", new BsonDocument("$gt", now)));
            }

            conditions.Add(new BsonDocument("$or", callable));
        }

        if (!includeClaimed)
        {
            conditions.Add(new BsonDocument("$or", new BsonArray
            {
                new BsonDocument("callbackTask.claimedUntil", new BsonDocument("$exists", false)),
                new BsonDocument("callbackTask.claimedUntil", new BsonDocument("$lte", now)),
            }));
        }

        return And(conditions);
    }

    public static BsonDocument FeedPage(string after, string end) => new("_id", new BsonDocument { { "$gt", after }, { "$lt", end } });

    /// <summary>The scope of a caller as a condition; a service sees everything that has been opened.</summary>
    public static BsonDocument InScope(Scope scope) =>
        scope.IsAll ? new("acceptedAt", new BsonDocument("$exists", true)) : scope.Filter("scope");

    // Said by exclusion for the reason that Paging.After gives; a ticket in scope always has been accepted.
    private static BsonDocument Unless(string op, DateTime instant) => new("$nor", new BsonArray
    {
        new BsonDocument("acceptedAt", new BsonDocument(op, instant)),
        new BsonDocument("acceptedAt", BsonNull.Value),
    });

    private static BsonDocument And(BsonArray conditions) =>
        conditions.Count == 1 ? conditions[0].AsBsonDocument : new("$and", conditions);
}
