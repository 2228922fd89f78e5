using Google.Protobuf;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class ConfirmTests(ToyPair pair) : IClassFixture<ToyPair>, IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow.AddMinutes(3));
    private readonly Peers _peers = new();

    private FactStore<Toy> Store => pair.Intake.Get<FactStore<Toy>>();

    // The sweeps here run ahead of time: each begins again where the real one would.
    public Task InitializeAsync() => pair.Intake.Get<ConfirmPosition>().MoveAsync(DateTime.UtcNow, "", default);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_nobody_took_in_is_announced_again_and_asked_about_until_somebody_has()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(id, Toy.Command("r1"), Toy.Change(new Toy { Count = 1 }), default);
        await HeardAsync(id, 1);

        await Sweep().SweepAsync(default);
        await HeardAsync(id, 2);
        Assert.True(await IsMarkedAsync(id));

        _clock.Advance(TimeSpan.FromMinutes(3));
        await Sweep().SweepAsync(default);
        await HeardAsync(id, 3);

        _clock.Advance(TimeSpan.FromMinutes(3));
        _peers.Seen = 1;
        await Sweep().SweepAsync(default);
        Assert.False(await IsMarkedAsync(id));
        Assert.Equal(3, Heard(id));
    }

    [Fact]
    public async Task While_a_peer_cannot_be_asked_nothing_counts_as_asked_about()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(id, Toy.Command("r1"), Toy.Change(new Toy { Count = 1 }), default);
        await HeardAsync(id, 1);
        _peers.IsAway = true;
        await Assert.ThrowsAsync<TimeoutException>(() => Sweep().SweepAsync(default));

        _peers.IsAway = false;
        await Sweep().SweepAsync(default);
        await HeardAsync(id, 2);
    }

    [Fact]
    public async Task Each_consumer_is_asked_only_about_what_it_takes_in_and_gets_what_it_misses()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(id, Toy.Command("r1"), Told(new TicketChanged()), default);
        await Store.ChangeAsync(id, Toy.Command("r2"), (_, _) => Told(new TicketChanged(), new TicketClosed()), default);
        await Store.ChangeAsync(id, Toy.Command("r3"), (_, _) => Told(new TicketChanged()), default);
        var open = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(open, Toy.Command("r1"), Told(new TicketChanged()), default);
        await Eventually.IsAsync(async () => await Store.Facts.CountDocumentsAsync(new BsonDocument("ticket", new BsonDocument("$in", new BsonArray { id, open }))) == 4, "moved");
        await ClosedHeardAsync(id, 1);
        _peers.SeenBy[Source.Intake] = 3;

        await Sweep(Source.Tracking).SweepAsync(default);
        await ClosedHeardAsync(id, 2);
        Assert.True(await IsMarkedAsync(id));
        Assert.False(await IsMarkedAsync(open));
        Assert.DoesNotContain((Source.Routing, open), _peers.Asked);
        Assert.Contains((Source.Intake, open), _peers.Asked);

        _clock.Advance(TimeSpan.FromMinutes(3));
        await Sweep(Source.Tracking).SweepAsync(default);
        await ClosedHeardAsync(id, 3);

        // Routing never hears of the third change, and need not.
        _clock.Advance(TimeSpan.FromMinutes(3));
        _peers.SeenBy[Source.Routing] = 2;
        await Sweep(Source.Tracking).SweepAsync(default);
        Assert.False(await IsMarkedAsync(id));
    }

    [Fact]
    public async Task An_operator_s_republishing_brings_every_consumer_the_last_it_takes_in()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(id, Toy.Command("r1"), Told(new TicketChanged(), new TicketClosed()), default);
        await Store.ChangeAsync(id, Toy.Command("r2"), (_, _) => Told(new TicketChanged()), default);
        await ClosedHeardAsync(id, 1);

        var tracking = new Republisher<Toy>(Store, pair.Intake.Get<IEventPublisher>(), new ServiceIdentity(Source.Tracking));
        Assert.Equal((2, 3), await tracking.RepublishAsync(id, default));
        await ClosedHeardAsync(id, 2);
    }

    private static Change<Toy> Told(params IMessage[] events) => Toy.Change(new Toy()) with { Events = events };

    private Task ClosedHeardAsync(string id, int times) =>
        Eventually.IsAsync(() => Task.FromResult(pair.Received.Closed.Count(message => message.Header.TicketId == id) == times), $"the end is heard of {times} times");

    private int Heard(string id) => pair.Received.Messages.Count(message => message.Header.TicketId == id);

    private Task HeardAsync(string id, int times) => Eventually.IsAsync(() => Task.FromResult(Heard(id) == times), $"the ticket is heard of {times} times");

    private async Task<bool> IsMarkedAsync(string id) =>
        (await Store.Collection.Find(new BsonDocument("_id", id)).FirstAsync()).Contains(Envelope.ConfirmDue);

    private ConfirmSweep<Toy> Sweep(Source source = Source.Intake) => new(
        Store, pair.Intake.Get<ConfirmPosition>(), pair.Intake.Get<Republisher<Toy>>(), _peers, new ServiceIdentity(source), _clock, NullLogger<ConfirmSweep<Toy>>.Instance);

    /// <summary>Consumers that have each taken in one version of everything.</summary>
    private sealed class Peers : ISeenByPeer
    {
        public long Seen { get; set; }

        public Dictionary<Source, long> SeenBy { get; } = [];

        public List<(Source Peer, string Ticket)> Asked { get; } = [];

        public bool IsAway { get; set; }

        public Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel)
        {
            Asked.AddRange(tickets.Select(ticket => (peer, ticket)));
            return IsAway
                ? throw new TimeoutException()
                : Task.FromResult<IReadOnlyDictionary<string, long>>(tickets.ToDictionary(ticket => ticket, _ => SeenBy.GetValueOrDefault(peer, Seen)));
        }
    }
}
