using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Access;
using Hotline.Chassis.Audit;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using Hotline.Tracking.Listing;
using MongoDB.Bson;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Every list query on tickets, facts and the feed, as it is asked, with the index that must serve it.</summary>
internal static class QueryShapes
{
    private static readonly DateTime Example = new(2022, 10, 1, 2, 0, 0, DateTimeKind.Utc);

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
        Waiting with
        {
            Name = "callbacks.list.claimed",
            Filter = TrackingQueries.Callbacks(new("scope", "110118"), Example, includeClaimed: true, only: null),
        },
        Waiting with
        {
            Name = "callbacks.list.night",
            Filter = TrackingQueries.Callbacks(new("scope", "110118"), Example, includeClaimed: false, only: ["EMERGENCY"]),
        },
        new("deadlines.due", "tickets", DueDeadlines.Before(Example), DueDeadlines.Sort, DueDeadlines.Index.Name),
        new("tickets.number", "tickets", new("ticketNumber", "MY220928000001"), [], "ticket_number"),
        new("timeline", "facts", Fact.Behind("t", 0), Fact.Order, "_id_"),
        new("feed.queue", FeedQueue.Name, FeedQueue.Between(0, 15, QueueKey.Of(0, new("t1", 1))), FeedQueue.Sort, "_id_"),
        new("outbox.due", "tickets", Envelope.DueBy(Example), Envelope.DueOrder, "due"),
        new("audit", "tickets", AuditLane.Behind(false, (Example, "t000001"), Example.AddMinutes(1)), AuditLane.Order, "audit"),
        new("audit.urgent", "tickets", AuditLane.Behind(true, (Example, "t000001"), Example.AddMinutes(1)), AuditLane.Order, "audit"),
        new("feed.facts", "facts", FeedFacts.These([new("t1", 1), new("t2", 2)]), [], "_id_"),
        new("feed.page", "feed", TrackingQueries.FeedPage(FeedKey.Of(0, 10), FeedKey.End(0)), new("_id", 1), "_id_"),
        new("feed.tail", "feed", Documents.ByIds(FeedKey.Between(new([1, 5]), new([3, 6]))), new("_id", 1), "_id_"),
        new("feed.last", "feed", TrackingQueries.FeedPage(FeedKey.Of(0, 0), FeedKey.End(0)), new("_id", -1), "_id_"),
    ];

    private static BsonDocument Towns => Scope.Of(new Caller("shape", "", [], ["110118100", "110118101"], null)).Filter("scope");

    private static QueryShape Several =>
        new("tickets.list.units", "tickets", TrackingQueries.List(Towns, new()), TrackingQueries.ListSort, "scope_accepted");

    private static QueryShape Filtered => new("tickets.list.filtered", "tickets", TrackingQueries.List(new("scope", "110118"), new()
    {
        States = { TicketState.Dispatched, TicketState.InProgress },
        UnitId = "110118100",
        AcceptedFrom = Timestamp.FromDateTime(Example),
        AcceptedBefore = Timestamp.FromDateTime(Example.AddDays(1)),
    }), TrackingQueries.ListSort, "scope_accepted");

    private static QueryShape WaitingForSeveral => Waiting with
    {
        Name = "callbacks.list.units",
        Filter = TrackingQueries.Callbacks(Towns, Example, includeClaimed: false, only: null),
    };

    private static QueryShape Tickets =>
        new("tickets.list", "tickets", TrackingQueries.List(new("scope", "110118100"), new()), TrackingQueries.ListSort, "scope_accepted");

    private static QueryShape Waiting => new(
        "callbacks.list",
        "tickets",
        TrackingQueries.Callbacks(new("scope", "110118"), Example, includeClaimed: false, only: null),
        TrackingQueries.CallbackSort,
        "scope_callback");
}
