using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Store;
using Hotline.Tracking.Feed;
using MongoDB.Bson;

namespace Hotline.Tracking.Listing;

/// <summary>Every list query on tickets, facts and the feed, and the index that serves it.</summary>
public static class TrackingQueries
{
    public static readonly BsonDocument ListSort = new() { { "acceptedAt", -1 }, { "_id", -1 } };
    public static readonly BsonDocument CallbackSort = new() { { "callbackDue", 1 }, { "_id", 1 } };

    private static readonly DateTime Example = new(2022, 10, 1, 2, 0, 0, DateTimeKind.Utc);

    /// <summary>What a plan must serve in the order of the index, without sorting.</summary>
    public static IReadOnlyList<QueryShape> All { get; } =
    [
        Tickets,
        Tickets.Next(Example, "t000100"),
        Several,
        Several.Next(Example, "t000100"),
        Filtered,
        Filtered.Next(Example, "t000100"),
        Waiting,
        Waiting.Next(Example, "t000100"),
        WaitingForSeveral,
        WaitingForSeveral.Next(Example, "t000100"),
        new("callbacks.list.claimed", "tickets", Callbacks(new("scope", "110118"), Example, includeClaimed: true, only: null), CallbackSort, "scope_callback"),
        new("callbacks.list.night", "tickets", Callbacks(new("scope", "110118"), Example, includeClaimed: false, only: [Urgency.Emergency]), CallbackSort, "scope_callback"),
        new("deadlines.due", "tickets", DueDeadlines.Before(Example), DueDeadlines.Sort, DueDeadlines.Index.Name),
        new("tickets.number", "tickets", new("ticketNumber", "MY220928000001"), [], "ticket_number"),
        new("timeline", "facts", Fact.Behind("t", 0), Fact.Order, "_id_"),
        new("feed.queue", FeedQueue.Name, FeedQueue.Between(0, 15, QueueKey.Of(0, new("t1", 1))), FeedQueue.Sort, "_id_"),
        new("audit", "facts", AuditLane.Behind(Fact.AuditAt, (Example, "t|1"), Example.AddMinutes(1)), AuditLane.SortBy(Fact.AuditAt), "audit"),
        new("feed.facts", "facts", FeedFacts.These([new("t1", 1), new("t2", 2)]), [], "_id_"),
        new("feed.page", "feed", FeedPage(FeedKey.Of(0, 10), FeedKey.End(0)), new("_id", 1), "_id_"),
        new("feed.tail", "feed", Documents.ByIds(FeedKey.Between(new([1, 5]), new([3, 6]))), new("_id", 1), "_id_"),
        new("feed.last", "feed", FeedPage(FeedKey.Of(0, 0), FeedKey.End(0)), new("_id", -1), "_id_"),
    ];

    private static BsonDocument Towns => new("scope", Documents.OneOf(["110118100", "110118101"]));

    private static QueryShape Several => new("tickets.list.units", "tickets", List(Towns, new()), ListSort, "scope_accepted");

    private static QueryShape Filtered => new("tickets.list.filtered", "tickets", List(new("scope", "110118"), new()
    {
        States = { TicketState.Dispatched, TicketState.InProgress },
        UnitId = "110118100",
        AcceptedFrom = Timestamp.FromDateTime(Example),
        AcceptedBefore = Timestamp.FromDateTime(Example.AddDays(1)),
    }), ListSort, "scope_accepted");

    private static QueryShape WaitingForSeveral => new("callbacks.list.units", "tickets", Callbacks(Towns, Example, includeClaimed: false, only: null), CallbackSort, "scope_callback");

    private static QueryShape Tickets => new("tickets.list", "tickets", List(new("scope", "110118100"), new()), ListSort, "scope_accepted");

    private static QueryShape Waiting => new("callbacks.list", "tickets", Callbacks(new("scope", "110118"), Example, includeClaimed: false, only: null), CallbackSort, "scope_callback");

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
    /// <param name="only">Outside the hours for calls the classes that may be called all the same; null within them.</param>
    public static BsonDocument Callbacks(BsonDocument scope, DateTime now, bool includeClaimed, IEnumerable<Urgency>? only)
    {
        var conditions = new BsonArray
        {
            scope,
            new BsonDocument("callbackDue", new BsonDocument("$exists", true)),
            new BsonDocument("callbackTask.notBefore", new BsonDocument("$lte", now)),
        };
        if (only is not null)
        {
            var callable = new BsonArray { new BsonDocument("appeal.urgency", Documents.OneOf(only.Select(u => u.ToString()).Order(StringComparer.Ordinal))) };
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
