using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>Under load the news of an opened ticket waits for what follows, two seconds at most; nothing else waits, and nothing is lost.</summary>
public sealed class HoldingBackTests
{
    private readonly Clock _time = new();
    private readonly HoldingBack _holdingBack;

    public HoldingBackTests() => _holdingBack = new(_time, isFollowedSoon: true);

    [Fact]
    public void With_little_to_do_all_goes_at_once()
    {
        Assert.Equal(Tickets(0, 31), Pass(Opened(0, 31)));
        Assert.True(_holdingBack.IsEmpty);
    }

    [Fact]
    public void With_much_to_do_an_opened_ticket_goes_with_what_follows()
    {
        Assert.Equal(["t90"], Pass([.. Opened(0, 40), Item("t90", 7)]));
        Assert.False(_holdingBack.IsEmpty);

        var due = _holdingBack.Pass([Item("t03", 1, 2)]);

        Assert.Equal([1L, 2], Assert.Single(due).Facts.Select(fact => fact.V));
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(Tickets(0, 40).Where(ticket => ticket != "t03"), Pass([]));
        Assert.True(_holdingBack.IsEmpty);
    }

    [Fact]
    public void What_nothing_follows_goes_after_two_seconds_among_the_others_in_the_order_of_ids()
    {
        Assert.Empty(Pass(Opened(10, 40)));
        _time.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Empty(Pass([]));
        _time.Pass(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["t05", .. Tickets(10, 40), "t99"], Pass([Item("t99", 4), Item("t05", 2)]));
    }

    private List<string> Pass(IReadOnlyList<RelayItem> waiting) => _holdingBack.Pass(waiting).ConvertAll(item => item.Ticket);

    private static List<RelayItem> Opened(int first, int count) => Tickets(first, count).ConvertAll(ticket => Item(ticket, 1));

    private static List<string> Tickets(int first, int count) => [.. Enumerable.Range(first, count).Select(i => $"t{i:D2}")];

    private static RelayItem Item(string ticket, params long[] versions) => new(ticket, "lease", [.. versions.Select(v => FactMaker.Make(
        Hotline.Events.V1.Source.Tracking, ticket, v, FactChain.Start, Toy.Command($"r{v}"), "toy.changed", new Dictionary<string, string>(), [], DateTime.UnixEpoch))]);

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;
    }
}
