using Google.Protobuf;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Outbox;

public sealed class OutboxRelayTests : IAsyncLifetime
{
    private OutboxFixture _outbox = null!;

    public async Task InitializeAsync() => _outbox = await OutboxFixture.StartAsync();

    public async Task DisposeAsync() => await _outbox.DisposeAsync();

    [Fact]
    public async Task A_long_history_goes_out_in_several_rounds_and_in_order()
    {
        var replica = _outbox.Replica();
        var id = await _outbox.PendingAsync(facts: 120);
        await replica.StartAsync(default);
        await Eventually.IsAsync(() => _outbox.IsSettledAsync(id, 120), "all is published");
        await replica.StopAsync(default);

        Assert.Equal(Enumerable.Range(1, 120), _outbox.Published(id).Distinct());
    }

    [Fact]
    public async Task One_bad_event_delays_its_own_ticket_only()
    {
        var (bad, good) = (await _outbox.PendingAsync(facts: 2), await _outbox.PendingAsync(facts: 2));
        _outbox.Broker.Fails = batch => batch.Events.Any(each => each.Event.MessageId.StartsWith(bad, StringComparison.Ordinal));
        await _outbox.Replica().RunRoundAsync([bad, good], isRepeat: false);

        Assert.True(await _outbox.IsSettledAsync(good, 2));
        Assert.Empty(_outbox.Published(bad));
        Assert.Equal(2, (await _outbox.DocumentAsync(bad))["pending"].AsBsonArray.Count);

        _outbox.Broker.Fails = _ => false;
        Assert.Empty(await _outbox.Scan().ClaimAsync(default));
        _outbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await _outbox.Replica().RunRoundAsync(await _outbox.Scan().ClaimAsync(default), isRepeat: true);
        Assert.True(await _outbox.IsSettledAsync(bad, 2));
        Assert.Equal([1, 2], _outbox.Published(bad));
    }

    [Fact]
    public async Task An_event_that_failed_is_not_overtaken_by_the_next_of_its_ticket()
    {
        var id = await _outbox.PendingAsync(facts: 3);
        _outbox.Broker.Fails = batch => batch.Events.Any(each => each.Event.MessageId.EndsWith("|2|0", StringComparison.Ordinal));
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);

        Assert.Equal([1], _outbox.Published(id));
        Assert.Equal([2, 3], (await _outbox.DocumentAsync(id))["pending"].AsBsonArray.Select(fact => fact["v"].ToInt32()));
    }

    [Fact]
    public async Task Of_conflatable_events_only_the_last_is_published_and_all_are_done()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await _outbox.Store.CreateAsync(id, Toy.Command("r1"), Changed(), default);
        await _outbox.Store.ChangeAsync(id, Toy.Command("r2"), (_, _) => Changed(), default);
        await _outbox.Store.ChangeAsync(id, Toy.Command("r3"), (_, _) => Changed(new TicketClosed()), default);
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);

        Assert.Equal([3, 3], _outbox.Published(id));
        Assert.True(await _outbox.IsSettledAsync(id, 3));
    }

    [Fact]
    public async Task While_the_broker_is_away_facts_are_archived_and_stay_pending()
    {
        _outbox.Broker.IsReady = false;
        var id = await _outbox.PendingAsync(facts: 2);
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);

        Assert.Equal(2, await _outbox.Store.Facts.CountDocumentsAsync(new BsonDocument("ticket", id)));
        Assert.Equal(2, (await _outbox.DocumentAsync(id))["pending"].AsBsonArray.Count);
    }

    [Fact]
    public async Task A_document_that_does_not_parse_and_an_unknown_kind_of_event_wait_alone()
    {
        var (broken, unknown, good) = (await _outbox.PendingAsync(), await _outbox.PendingAsync(), await _outbox.PendingAsync());
        await SetAsync(broken, "pending.0.v", "not a number");
        await SetAsync(unknown, "pending.0.events.0.type", "hotline.events.v1.NobodyKnows");

        await _outbox.Replica().RunRoundAsync([broken, unknown, good], isRepeat: false);

        Assert.True(await _outbox.IsSettledAsync(good, 1));
        Assert.All([broken, unknown], id => Assert.Empty(_outbox.Published(id)));
        _outbox.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(await _outbox.Scan().ClaimAsync(default));
        _outbox.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new[] { broken, unknown }.Order(StringComparer.Ordinal), await _outbox.Scan().ClaimAsync(default));
    }

    [Fact]
    public async Task A_fact_that_the_archive_refuses_delays_its_own_ticket_only_and_is_not_lost()
    {
        var (clashing, good) = (await _outbox.PendingAsync(facts: 2), await _outbox.PendingAsync(facts: 2));
        var second = (await _outbox.DocumentAsync(clashing))["pending"][1].DeepClone().AsBsonDocument;
        second["_id"] = Fact.IdOf(clashing, 99);
        second["v"] = 99L;
        await _outbox.Store.Facts.InsertOneAsync(second);

        await _outbox.Replica().RunRoundAsync([clashing, good], isRepeat: false);

        Assert.True(await _outbox.IsSettledAsync(good, 2));
        Assert.Empty(_outbox.Published(clashing));
        Assert.Equal(2, (await _outbox.DocumentAsync(clashing))["pending"].AsBsonArray.Count);
        _outbox.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(await _outbox.Scan().ClaimAsync(default));
        _outbox.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([clashing], await _outbox.Scan().ClaimAsync(default));
    }

    [Fact]
    public async Task While_the_broker_is_away_a_ticket_that_cannot_be_read_stays_put_off()
    {
        var broken = await _outbox.PendingAsync();
        await SetAsync(broken, "pending.0.v", "not a number");
        _outbox.Broker.IsReady = false;
        await _outbox.Replica().RunRoundAsync([broken], isRepeat: false);

        _outbox.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(await _outbox.Scan().ClaimAsync(default));
    }

    [Fact]
    public async Task Urgent_facts_are_claimed_before_those_that_have_waited_longer()
    {
        await Task.WhenAll(Enumerable.Range(0, DueScan<Toy>.Page + 20).Select(_ => _outbox.PendingAsync()));
        _outbox.Clock.Advance(TimeSpan.FromSeconds(5));
        var urgent = await _outbox.PendingAsync(isUrgent: true);
        _outbox.Clock.Advance(FactStore<Toy>.ClaimTime + TimeSpan.FromSeconds(1));

        var first = await _outbox.Scan().ClaimAsync(default);
        Assert.Equal(DueScan<Toy>.Page, first.Count);
        Assert.Contains(urgent, first);
        Assert.Equal(21, (await _outbox.Scan().ClaimAsync(default)).Count);
    }

    [Fact]
    public async Task Urgent_events_travel_in_batches_of_their_own_and_first()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _outbox.PendingAsync()));
        var urgent = await _outbox.PendingAsync(isUrgent: true);
        await _outbox.Replica().RunRoundAsync([.. ids, urgent], isRepeat: false);

        Assert.True(_outbox.Broker.Batches.First().IsUrgent);
        Assert.StartsWith(urgent, Assert.Single(_outbox.Broker.Batches.First().Events).Event.MessageId, StringComparison.Ordinal);
        Assert.All(_outbox.Broker.Batches.Skip(1), batch => Assert.False(batch.IsUrgent));
    }

    [Fact]
    public async Task A_claim_made_by_a_clock_that_runs_ahead_holds_no_ticket_back_for_long()
    {
        var scan = _outbox.Scan();
        Assert.Empty(await scan.ClaimAsync(default));
        var (ahead, putOff) = (await _outbox.PendingAsync(facts: 2), await _outbox.PendingAsync());
        await DueInAsync(ahead, TimeSpan.FromMinutes(4));
        await DueInAsync(putOff, TimeSpan.FromSeconds(60));

        // Rarely looked for: the next scan does not find it, one within ten seconds does.
        _outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await scan.ClaimAsync(default));
        _outbox.Clock.Advance(TimeSpan.FromSeconds(9));
        var claimed = await scan.ClaimAsync(default);
        Assert.Equal([ahead], claimed);
        await _outbox.Replica().RunRoundAsync(claimed, isRepeat: true);

        Assert.True(await _outbox.IsSettledAsync(ahead, 2));
        Assert.Equal([1, 2], _outbox.Published(ahead));
        Assert.Empty(_outbox.Published(putOff));
    }

    [Fact]
    public async Task A_loop_whose_clock_is_set_back_goes_on_looking_for_what_is_due()
    {
        var (first, second) = (await _outbox.PendingAsync(), await _outbox.PendingAsync());
        _outbox.Signal.Take(2);
        await DueInAsync(first, TimeSpan.Zero);
        var clock = new MachineClock();
        var replica = _outbox.Replica(clock);
        await replica.StartAsync(default);
        await Eventually.IsAsync(() => _outbox.IsSettledAsync(first, 1), "the first scan finds it");

        clock.SetBack = TimeSpan.FromMinutes(5);
        _outbox.Clock.Advance(FactStore<Toy>.ClaimTime + TimeSpan.FromSeconds(1));
        clock.Ticks.Advance(TimeSpan.FromSeconds(1));
        await Eventually.IsAsync(() => _outbox.IsSettledAsync(second, 1), "the next scan finds the other");
        await replica.StopAsync(default);
    }

    [Fact]
    public async Task Replicas_that_scan_at_once_share_what_is_due()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => _outbox.PendingAsync()));
        _outbox.Clock.Advance(FactStore<Toy>.ClaimTime + TimeSpan.FromSeconds(1));
        var first = await _outbox.Scan().ClaimAsync(default);
        _outbox.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await _outbox.Scan().ClaimAsync(default);

        Assert.Equal(ids.Order(StringComparer.Ordinal), first.Concat(second).Order(StringComparer.Ordinal));
    }

    private static Decision<Toy> Changed(params IMessage[] more) =>
        new(new Toy(), [new FactDraft("toy.changed", new Dictionary<string, string>(), [new TicketChanged(), .. more])]);

    private Task DueInAsync(string id, TimeSpan time) => SetAsync(id, "due", _outbox.Clock.GetUtcNow().UtcDateTime + time);

    private async Task SetAsync(string id, string element, BsonValue value) =>
        await _outbox.Store.Collection.UpdateOneAsync(
            new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument(element, value)));

    /// <summary>A clock that can be set back, while the machine measures time as before.</summary>
    private sealed class MachineClock : TimeProvider
    {
        public FakeTimeProvider Ticks { get; } = new();

        public TimeSpan SetBack { get; set; }

        public override long TimestampFrequency => Ticks.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Ticks.GetUtcNow() - SetBack;

        public override long GetTimestamp() => Ticks.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            Ticks.CreateTimer(callback, state, dueTime, period);
    }
}
