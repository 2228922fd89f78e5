using Hotline.Chassis.Facts;
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

    private int Heard(string id) => pair.Received.Messages.Count(message => message.Header.TicketId == id);

    private Task HeardAsync(string id, int times) => Eventually.IsAsync(() => Task.FromResult(Heard(id) == times), $"the ticket is heard of {times} times");

    private async Task<bool> IsMarkedAsync(string id) =>
        (await Store.Collection.Find(new BsonDocument("_id", id)).FirstAsync()).Contains(Envelope.ConfirmDue);

    private ConfirmSweep<Toy> Sweep() => new(
        Store, pair.Intake.Get<ConfirmPosition>(), pair.Intake.Get<Republisher<Toy>>(), _peers, new ServiceIdentity(Source.Intake), _clock, NullLogger<ConfirmSweep<Toy>>.Instance);

    /// <summary>Consumers that have all taken in the same version of everything.</summary>
    private sealed class Peers : ISeenByPeer
    {
        public long Seen { get; set; }

        public bool IsAway { get; set; }

        public Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) =>
            IsAway ? throw new TimeoutException() : Task.FromResult<IReadOnlyDictionary<string, long>>(tickets.ToDictionary(ticket => ticket, _ => Seen));
    }
}
