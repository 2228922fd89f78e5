using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Tracking.Feed;
using MongoDB.Bson;

namespace Hotline.Tracking.Tests.Feed;

/// <summary>What the feed keeps at hand saves reading, and never stands in for what is stored.</summary>
public sealed class FeedMemoryTests
{
    private static readonly DateTime At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(12_345_678);

    private readonly FeedHandover _handover = new();

    [Fact]
    public void What_follows_the_position_is_handed_over_once_and_in_order()
    {
        _handover.Offer([Entry(1, 5), Entry(2, 9), Entry(1, 6)]);
        _handover.Offer([Entry(1, 7)]);

        Assert.Equal([5L, 6, 7], Take(1, after: 4));
        Assert.Empty(Take(1, after: 7));
        Assert.Equal([9L], Take(2, after: 8));
    }

    [Fact]
    public void Behind_a_gap_nothing_is_handed_over_until_the_position_has_passed_it()
    {
        _handover.Offer([Entry(1, 5), Entry(1, 8), Entry(1, 9)]);

        Assert.Equal([5L], Take(1, after: 4));
        Assert.Empty(Take(1, after: 5));
        Assert.Equal([9L], Take(1, after: 8));
    }

    [Fact]
    public void What_nobody_takes_is_let_go()
    {
        for (var i = 0; i < 10; i++)
        {
            _handover.Offer([.. Enumerable.Range(1 + (i * 500), 500).Select(number => Entry(1, number))]);
        }

        Assert.Empty(Take(1, after: 0));
        Assert.InRange(Take(1, after: 4_000).Count, 500, 1_000);
    }

    [Fact]
    public void A_moved_fact_is_given_once_and_a_great_many_are_let_go()
    {
        var moved = new Recent<string, Fact>(1_000);
        var fact = Happened(new TicketChanged());
        moved.Put(fact.Id, fact);

        Assert.Same(fact, moved.Take(fact.Id));
        Assert.Null(moved.Take(fact.Id));

        moved.Put(fact.Id, fact);
        for (var i = 0; i < 2_000; i++)
        {
            moved.Put($"u|{i}", fact);
        }

        Assert.Null(moved.Take(fact.Id));
    }

    [Fact]
    public void The_last_so_many_are_remembered_and_what_is_much_older_is_not()
    {
        var recent = new Recent<int, bool>(10);
        for (var i = 0; i < 25; i++)
        {
            recent.Put(i, true);
        }

        Assert.All(Enumerable.Range(15, 10), i => Assert.True(recent.Contains(i)));
        Assert.All(Enumerable.Range(0, 10), i => Assert.False(recent.Contains(i)));
    }

    [Fact]
    public void A_change_is_read_from_the_feed_whole()
    {
        var ticket = new Ticket { TicketId = "t", TicketNumber = "MY1", Deadlines = { new Deadline { DueAt = Timestamp.FromDateTime(At) } } };
        var fact = Happened(new TicketChanged { Change = "ticket.opened", Ticket = ticket, Scope = { "u" } });

        var change = FeedEntry.Read(FeedEntry.Write(3, 7, fact, At)).For(new FeedReader(true, [], null));

        Assert.Equal(ticket, change!.Ticket);
        Assert.Equal((1L, "ticket.opened"), (change.Version, change.Change));
    }

    private IReadOnlyList<long> Take(int partition, long after) => [.. _handover.Take(partition, after).Select(entry => entry.Number)];

    private static FeedEntry Entry(int partition, long number) => FeedEntry.Read(new BsonDocument
    {
        { "_id", FeedKey.Of(partition, number) }, { "before", new BsonArray() }, { "after", new BsonArray() },
    });

    private static Fact Happened(TicketChanged changed) => FactMaker.Make(
        Source.Tracking, "t", 1, FactChain.Start, new Command("event|intake|1", null, new Actor { Subject = "intake", Role = Role.Service }, At), "ticket.opened", new Dictionary<string, string>(), [changed], At);
}
