using Google.Protobuf;
using Hotline.Chassis.Audit;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Tests.Facts;
using Hotline.Chassis.Tests.Outbox;
using Hotline.Events.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotline.Chassis.Tests.Audit;

public sealed class DeliveryAuditTests : IAsyncLifetime
{
    private readonly Peers _peers = new();
    private OutboxFixture _outbox = null!;
    private UnconfirmedStore _unconfirmed = null!;

    public async Task InitializeAsync()
    {
        _outbox = await OutboxFixture.StartAsync();
        _unconfirmed = new UnconfirmedStore(_outbox.Store.Collection.Database);
        await _unconfirmed.StartAsync(default);
    }

    public async Task DisposeAsync() => await _outbox.DisposeAsync();

    [Fact]
    public async Task What_no_consumer_applied_is_published_again_with_growing_pauses_until_it_has_been()
    {
        var id = await PublishedAsync();
        await AuditAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Single(_outbox.Published(id));

        await AuditAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, _outbox.Published(id).Count);
        await AuditAfterAsync(TimeSpan.FromMinutes(2.1));
        Assert.Equal(3, _outbox.Published(id).Count);
        await AuditAfterAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(3, _outbox.Published(id).Count);
        await AuditAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(4, _outbox.Published(id).Count);

        _peers.Seen[Source.Routing] = _peers.Seen[Source.Tracking] = 1;
        await AuditAfterAsync(TimeSpan.FromHours(2));
        Assert.Equal(4, _outbox.Published(id).Count);
        Assert.Empty(await _unconfirmed.ListAsync(10, default));
    }

    [Fact]
    public async Task What_is_not_applied_for_a_day_waits_for_a_person_and_is_published_no_more()
    {
        var id = await PublishedAsync();
        await AuditAfterAsync(TimeSpan.FromMinutes(3));
        for (var hour = 0; hour < 30; hour++)
        {
            await AuditAfterAsync(TimeSpan.FromHours(1));
        }

        var published = _outbox.Published(id).Count;
        Assert.InRange(published, 10, 70);
        Assert.Equal(2, await _unconfirmed.CountAsync(isParked: true, 10, default));
        await AuditAfterAsync(TimeSpan.FromDays(10));
        Assert.Equal(published, _outbox.Published(id).Count);
    }

    [Fact]
    public async Task Consumers_are_asked_about_an_urgent_fact_after_ten_seconds()
    {
        var id = await PublishedAsync(isUrgent: true);
        await AuditAfterAsync(TimeSpan.FromSeconds(9));
        Assert.Single(_outbox.Published(id));
        await AuditAfterAsync(TimeSpan.FromSeconds(2));
        Assert.True(_outbox.Published(id).Count > 1);
    }

    [Theory]
    [InlineData("the broker is away")]
    [InlineData("the consumer works off a backlog")]
    [InlineData("this service publishes a backlog")]
    public async Task It_rests_while(string reason)
    {
        var id = await PublishedAsync();
        var queues = new Queues();
        switch (reason)
        {
            case "the broker is away":
                _outbox.Broker.IsReady = false;
                break;
            case "the consumer works off a backlog":
                queues.Depth = 1_000;
                break;
            default:
                await Task.WhenAll(Enumerable.Range(0, DueScan<Toy>.Page).Select(_ => _outbox.PendingAsync()));
                break;
        }

        await AuditAfterAsync(TimeSpan.FromMinutes(3), queues);
        Assert.Single(_outbox.Published(id));
        Assert.Empty(_peers.Asked);

        // It goes on where it rested.
        _outbox.Broker.IsReady = true;
        queues.Depth = 0;
        await _outbox.Replica().RunRoundAsync(await _outbox.Scan().ClaimAsync(default), isRepeat: true);
        await AuditAfterAsync(TimeSpan.FromSeconds(1), queues);
        Assert.True(_outbox.Published(id).Count > 1);
    }

    [Fact]
    public async Task What_was_found_missing_is_not_published_again_while_the_consumer_works_off_a_backlog()
    {
        var id = await PublishedAsync();
        await AuditAfterAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(2, _outbox.Published(id).Count);

        await AuditAfterAsync(TimeSpan.FromMinutes(10), new Queues { Depth = 1_000 });
        Assert.Equal(2, _outbox.Published(id).Count);
        await AuditAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(3, _outbox.Published(id).Count);
    }

    [Fact]
    public async Task While_a_peer_cannot_be_asked_nothing_counts_as_asked_about()
    {
        var id = await PublishedAsync();
        _peers.IsAway = true;
        await Assert.ThrowsAsync<TimeoutException>(() => AuditAfterAsync(TimeSpan.FromMinutes(3)));

        _peers.IsAway = false;
        await AuditAfterAsync(TimeSpan.FromSeconds(1));
        Assert.True(_outbox.Published(id).Count > 1);
    }

    [Fact]
    public async Task What_is_still_pending_is_asked_about_later_and_not_published_by_the_audit()
    {
        var id = await _outbox.PendingAsync();
        _outbox.Broker.Fails = _ => true;
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);
        _outbox.Broker.Fails = _ => false;

        await AuditAfterAsync(TimeSpan.FromMinutes(3));
        Assert.Empty(_outbox.Published(id));
        Assert.All(await _unconfirmed.ListAsync(10, default), entry => Assert.Equal(0, entry.Attempts));

        await _outbox.Replica().RunRoundAsync([id], isRepeat: true);
        await AuditAfterAsync(TimeSpan.FromMinutes(3));
        Assert.True(_outbox.Published(id).Count > 1);
    }

    [Fact]
    public async Task Each_consumer_is_asked_only_about_what_it_applies_and_gets_what_it_misses()
    {
        var closed = await PublishedAsync(
            Told(new TicketChanged()), Told(new TicketChanged(), new TicketClosed()), Told(new TicketChanged()));
        var open = await PublishedAsync(Told(new TicketChanged()));
        _peers.Seen[Source.Intake] = 3;

        await AuditAfterAsync(TimeSpan.FromMinutes(3), source: Source.Tracking);

        Assert.Equal(Source.Routing, Assert.Single(await _unconfirmed.ListAsync(10, default)).Consumer);
        Assert.DoesNotContain((Source.Routing, open), _peers.Asked);
        Assert.Contains((Source.Intake, open), _peers.Asked);

        // Routing never hears of the third change, and need not.
        _peers.Seen[Source.Routing] = 2;
        await AuditAfterAsync(TimeSpan.FromMinutes(3), source: Source.Tracking);
        Assert.Empty(await _unconfirmed.ListAsync(10, default));
        Assert.Contains((Source.Routing, closed), _peers.Asked);
    }

    [Fact]
    public async Task A_change_that_brings_a_consumer_nothing_does_not_begin_its_pauses_anew()
    {
        var id = await PublishedAsync(Told(new TicketChanged(), new TicketClosed()));
        _peers.Seen[Source.Intake] = 2;
        await AuditAfterAsync(TimeSpan.FromMinutes(3), source: Source.Tracking);
        var first = Assert.Single(await _unconfirmed.ListAsync(10, default));

        await _outbox.StoreOf(Source.Tracking).ChangeAsync(id, Toy.Command("later"), (_, _) => Told(new TicketChanged()), default);
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);
        await AuditAfterAsync(TimeSpan.FromMinutes(3), source: Source.Tracking);

        var second = Assert.Single(await _unconfirmed.ListAsync(10, default));
        Assert.Equal((first.Version, first.Since, first.Attempts + 1), (second.Version, second.Since, second.Attempts));
    }

    [Fact]
    public async Task What_was_written_again_meanwhile_is_asked_about_once_at_its_last_version()
    {
        var id = await PublishedAsync();
        _outbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await _outbox.Store.ChangeAsync(id, Toy.Command("later"), (toy, _) => Toy.Decision(toy), default);
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);

        await AuditAfterAsync(TimeSpan.FromSeconds(90));
        Assert.Empty(_peers.Asked);
        await AuditAfterAsync(TimeSpan.FromMinutes(1));
        Assert.All(await _unconfirmed.ListAsync(10, default), entry => Assert.Equal(2, entry.Version));
        Assert.Equal([1, 2, 2], _outbox.Published(id));
    }

    [Fact]
    public async Task An_operator_s_republishing_brings_every_consumer_the_last_it_applies()
    {
        var id = await PublishedAsync(Told(new TicketChanged(), new TicketClosed()), Told(new TicketChanged()));
        var before = _outbox.Published(id).Count;
        Assert.Equal((2, 3), await Republisher.RepublishAsync(id, default));
        Assert.Equal(before + 3, _outbox.Published(id).Count);
    }

    private static Decision<Toy> Told(params IMessage[] events) =>
        new(new Toy(), [new FactDraft("toy.told", new Dictionary<string, string>(), events)]);

    private Republisher<Toy> Republisher => new(_outbox.Store, _outbox.Broker);

    private async Task AuditAfterAsync(TimeSpan time, Queues? queues = null, Source source = Source.Intake)
    {
        _outbox.Clock.Advance(time);
        using var audit = new DeliveryAudit<Toy>(
            _outbox.Store,
            _outbox.Store.Collection.Database,
            _unconfirmed,
            Republisher,
            _outbox.Broker,
            queues ?? new Queues(),
            _peers,
            new ConsumerGaps(_peers, new ServiceIdentity(source)),
            new ServiceIdentity(source),
            _outbox.Clock,
            NullLogger<DeliveryAudit<Toy>>.Instance);
        await audit.AuditAsync(default);
    }

    private async Task<string> PublishedAsync(bool isUrgent = false)
    {
        var id = await _outbox.PendingAsync(isUrgent: isUrgent);
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);
        return id;
    }

    /// <summary>A ticket of Tracking's.</summary>
    private async Task<string> PublishedAsync(params Decision<Toy>[] decisions)
    {
        var (id, tracking) = (TicketId.From("test", Guid.NewGuid().ToString("N")), _outbox.StoreOf(Source.Tracking));
        await tracking.CreateAsync(id, Toy.Command("r1"), decisions[0], default);
        foreach (var (decision, i) in decisions.Skip(1).Select((decision, i) => (decision, i)))
        {
            await tracking.ChangeAsync(id, Toy.Command($"more{i}"), (_, _) => decision, default);
        }

        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);
        return id;
    }

    private sealed class Queues : IQueueDepth
    {
        public long Depth { get; set; }

        public Task<long> DepthAsync(Source consumer, bool isUrgent, CancellationToken cancel) => Task.FromResult(Depth);
    }

    /// <summary>Consumers that have each applied one version of everything.</summary>
    private sealed class Peers : ISeenByPeer
    {
        public Dictionary<Source, long> Seen { get; } = [];

        public List<(Source Peer, string Ticket)> Asked { get; } = [];

        public bool IsAway { get; set; }

        public Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel)
        {
            Asked.AddRange(tickets.Select(ticket => (peer, ticket)));
            var seen = tickets.ToDictionary(ticket => ticket, _ => Seen.GetValueOrDefault(peer));
            return IsAway ? throw new TimeoutException() : Task.FromResult<IReadOnlyDictionary<string, long>>(seen);
        }
    }
}
