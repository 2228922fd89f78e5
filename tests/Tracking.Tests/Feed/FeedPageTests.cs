using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Tests.Feed;

/// <summary>A page is full by number or by weight, and says up to where it reaches.</summary>
public sealed class FeedPageTests
{
    private static readonly FeedReader Reader = new(false, ["town"], null);

    [Fact]
    public void It_takes_as_many_changes_as_it_may()
    {
        var page = Page(most: 2);

        Assert.True(page.TryAdd(Entry(1)));
        Assert.True(page.TryAdd(Entry(2)));
        Assert.False(page.TryAdd(Entry(3)));
        Assert.Equal([1L, 2], page.Changes.Select(change => change.Entry.Number));
        Assert.Equal(2, page.Cursor[0]);
    }

    [Fact]
    public void It_is_full_before_it_is_too_heavy()
    {
        var page = Page();

        Assert.True(page.TryAdd(Entry(1, weight: 600_000)));
        Assert.False(page.TryAdd(Entry(2, weight: 600_000)));
        Assert.Equal(1, page.Cursor[0]);
    }

    [Fact]
    public void A_change_that_is_too_heavy_for_any_page_comes_alone()
    {
        var (first, second) = (Page(), Page());

        Assert.True(first.TryAdd(Entry(1, weight: 3_000_000)));
        Assert.False(first.TryAdd(Entry(2)));
        Assert.True(second.TryAdd(Entry(2)));
        Assert.False(second.TryAdd(Entry(3, weight: 3_000_000)));
    }

    [Fact]
    public void What_does_not_concern_the_reader_weighs_nothing_and_moves_the_cursor()
    {
        var page = Page(most: 1);

        Assert.True(page.TryAdd(Entry(1, weight: 3_000_000, after: "elsewhere")));
        Assert.True(page.TryAdd(Entry(2)));
        Assert.True(page.TryAdd(Entry(3, after: "elsewhere")));
        Assert.Equal([2L], page.Changes.Select(change => change.Entry.Number));
        Assert.Equal(3, page.Cursor[0]);
    }

    [Fact]
    public void A_ticket_that_leaves_comes_without_its_snapshot_and_its_weight()
    {
        var page = Page();
        for (var number = 1; number <= 10; number++)
        {
            Assert.True(page.TryAdd(Entry(number, weight: 600_000, before: "town", after: "elsewhere")));
        }

        Assert.All(page.Changes, change => Assert.Equal(TicketChange.Types.Kind.LeftScope, change.Kind));
    }

    [Fact]
    public void What_is_weighed_is_never_less_than_what_is_sent()
    {
        var ticket = Given.Replied().Approve("2022-09-30 16:00").CallBack("2022-09-30 17:00", Given.Solved).ToProto("t", long.MaxValue);
        var changed = new TicketChanged { Change = "ticket.closed", Ticket = ticket, Scope = { "town" } };
        foreach (var each in new[] { changed, new() { Ticket = new() } })
        {
            var change = new TicketChange { TicketId = new('t', 64), Version = long.MaxValue, Change = "closed", Ticket = each.Ticket };
            change.OccurredAt = Timestamp.FromDateTime(DateTime.MaxValue.ToUniversalTime());
            change.Kind = TicketChange.Types.Kind.Changed;

            var weight = FeedDetails.Of(ProtoJson.Format(each), default)!.Weight;
            Assert.InRange(change.CalculateSize(), 0, weight + 256);
            Assert.InRange(each.Ticket.CalculateSize(), 0, weight);
        }
    }

    private static FeedPage Page(int most = 500) => new(Reader, new([0]), most);

    private static FeedEntry Entry(long number, int weight = 100, string before = "elsewhere", string after = "town") =>
        new(0, number, "t", number, new([before], [after], weight, default));
}
