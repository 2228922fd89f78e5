namespace Hotline.Tracking.Tests.Feed;

public sealed class FeedRulesTests
{
    [Fact]
    public void A_cursor_survives_its_text()
    {
        var cursor = new FeedCursor(Enumerable.Range(0, 16).Select(i => i * 1_000_000_007L)).With(3, long.MaxValue);

        Assert.Equal(cursor.ToString(), FeedCursor.Parse(cursor.ToString(), 16)!.ToString());
        Assert.Equal(long.MaxValue, cursor[3]);
        Assert.Equal(4, FeedCursor.Parse(cursor.Behind(3).ToString(), 16)!.First);
    }

    [Fact]
    public void Partitions_come_in_turn_behind_the_one_in_which_the_last_page_ended()
    {
        var cursor = new FeedCursor([7, 8, 9]);

        Assert.Equal([0, 1, 2], cursor.InTurn);
        Assert.Equal([2, 0, 1], cursor.Behind(1).With(0, 10).InTurn);
        Assert.Equal([0, 1, 2], cursor.Behind(2).InTurn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.-3.4")]
    [InlineData("1.2.x.4")]
    [InlineData("1.2. 3.4")]
    [InlineData("1.2.99999999999999999999.4")]
    [InlineData("1.2.3.4/4")]
    [InlineData("1.2.3.4/-1")]
    [InlineData("1.2.3.4/")]
    [InlineData("1.2.3.4/1/1")]
    public void What_is_not_a_cursor_of_this_feed_is_refused(string text) => Assert.Null(FeedCursor.Parse(text, 4));

    [Fact]
    public void Keys_sort_as_numbers_do()
    {
        string[] keys = [FeedKey.Of(2, 9), FeedKey.Of(2, 10), FeedKey.Of(2, 1_000_000), FeedKey.End(2), FeedKey.Of(10, 1)];

        Assert.Equal(keys, keys.OrderBy(k => k, StringComparer.Ordinal));
        Assert.Equal((2, 1_000_000L), FeedKey.Parse(keys[2]));
    }

    [Fact]
    public void The_keys_between_two_positions_are_those_of_the_numbers_between_them()
    {
        var (after, upTo) = (new FeedCursor([1, 5, 9]), new FeedCursor([3, 5, 8]));

        Assert.Equal([FeedKey.Of(0, 2), FeedKey.Of(0, 3)], FeedKey.Between(after, upTo));
        Assert.Equal("3.5.9", after.AtLeast(upTo).ToString());
    }

    [Fact]
    public void A_tickets_changes_are_numbered_in_their_order()
    {
        Unfed[] batch = [new("b", 1), new("a", 3), new("a", 2)];

        Assert.Equal([new("b", 1), new("a", 2), new("a", 3)], Numbering.Order(batch, new HashSet<Unfed> { new("a", 1) }));
    }

    [Fact]
    public void A_change_whose_predecessor_is_missing_waits()
    {
        Unfed[] batch = [new("a", 1), new("a", 3), new("b", 2), new("c", 2)];

        Assert.Equal([new("a", 1), new("c", 2)], Numbering.Order(batch, new HashSet<Unfed> { new("c", 1) }));
        Assert.Equal([new("b", 1), new("c", 1)], Numbering.PredecessorsOf(batch));
    }

    [Fact]
    public void Neighbouring_partitions_are_one_run()
    {
        Assert.Equal([(0, 15)], Numbering.Runs(Enumerable.Range(0, 16)));
        Assert.Equal([(1, 2), (4, 4), (6, 8)], Numbering.Runs([8, 4, 1, 7, 2, 6]));
        Assert.Empty(Numbering.Runs([]));
    }

    [Theory]
    [InlineData("town", "", "town", TicketChange.Types.Kind.Changed)]
    [InlineData("town", "town", "other", TicketChange.Types.Kind.LeftScope)]
    [InlineData("town", "other", "other", TicketChange.Types.Kind.Unspecified)]
    [InlineData("root", "root,town", "root,other", TicketChange.Types.Kind.Changed)]
    public void A_reader_sees_what_is_and_what_was_his(string unit, string before, string after, TicketChange.Types.Kind kind) =>
        Assert.Equal(
            kind,
            new FeedReader(false, [unit], null).KindOf(Of(before.Split(',', StringSplitOptions.RemoveEmptyEntries), after.Split(','))));

    [Fact]
    public void Narrowed_to_a_unit_the_rest_of_the_scope_is_silent()
    {
        var reader = new FeedReader(false, ["root"], "town");

        Assert.Equal(TicketChange.Types.Kind.Changed, reader.KindOf(Of([], ["root", "town"])));
        Assert.Equal(TicketChange.Types.Kind.LeftScope, reader.KindOf(Of(["root", "town"], ["root", "other"])));
        Assert.Equal(TicketChange.Types.Kind.Unspecified, reader.KindOf(Of([], ["root", "other"])));
        Assert.Equal(TicketChange.Types.Kind.Unspecified, new FeedReader(false, ["village"], "town").KindOf(Of([], ["root", "town"])));
    }

    [Fact]
    public void Who_acts_for_a_unit_from_which_it_is_hidden_sees_nothing_whatever_else_he_acts_for()
    {
        var hidden = Of(["root"], ["root", "other"]) with { HiddenFrom = ["town", "village"] };

        Assert.Equal(TicketChange.Types.Kind.Unspecified, new FeedReader(false, ["root", "village"], null).KindOf(hidden));
        Assert.Equal(TicketChange.Types.Kind.Unspecified, new FeedReader(false, ["other", "town"], "other").KindOf(hidden));
        Assert.Equal(TicketChange.Types.Kind.Changed, new FeedReader(false, ["root", "other"], null).KindOf(hidden));
        Assert.Equal(TicketChange.Types.Kind.Changed, new FeedReader(true, [], null).KindOf(hidden));
    }

    [Fact]
    public void No_caller_sees_a_stub_not_even_a_service() =>
        Assert.Equal(TicketChange.Types.Kind.Unspecified, new FeedReader(true, [], null).KindOf(Of([], [])));

    [Theory]
    [InlineData("003|t1|0000007", 3, "t1", 7)]
    [InlineData("015|a-b|1234567", 15, "a-b", 1_234_567)]
    public void A_key_of_the_queue_names_its_fact(string key, int partition, string ticket, long v)
    {
        Assert.Equal((partition, new Unfed(ticket, v)), QueueKey.Parse(key));
        Assert.Equal(key, QueueKey.Of(partition, new(ticket, v)));
        Assert.InRange(string.CompareOrdinal(key, QueueKey.Start(partition)), 1, int.MaxValue);
        Assert.InRange(string.CompareOrdinal(key, QueueKey.Start(partition + 1)), int.MinValue, -1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("003|t1")]
    [InlineData("x|t1|1")]
    [InlineData("003|t1|x")]
    [InlineData("003|t|1|2")]
    public void What_is_no_key_of_the_queue_names_none(string key) => Assert.Null(QueueKey.Parse(key));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"scope\": 7}")]
    [InlineData("{\"scope\": [7]}")]
    public void An_event_that_cannot_be_read_has_no_details(string json) => Assert.Null(FeedDetails.Of(json, default));

    [Fact]
    public void Details_are_who_saw_the_ticket_and_what_the_event_weighs()
    {
        var details = FeedDetails.Of("""{"scopeBefore":["a"],"scope":["a","街道"],"hiddenFrom":["b"]}""", default)!;

        Assert.Equal(["a"], details.Before);
        Assert.Equal(["a", "街道"], details.After);
        Assert.Equal(["b"], details.HiddenFrom);
        Assert.Equal("""{"scopeBefore":["a"],"scope":["a","  "],"hiddenFrom":["b"]}""".Length + 4, details.Weight);
        Assert.Empty(FeedDetails.Of("{}", default)!.After);
    }

    private static FeedDetails Of(IReadOnlyList<string> before, IReadOnlyList<string> after) => new(before, after, 0, default);
}
