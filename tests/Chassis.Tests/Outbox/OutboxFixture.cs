using System.Collections.Concurrent;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Outbox;

/// <summary>Replicas of one service's outbox over the real store, without processes, a broker or a clock that moves by itself.</summary>
public sealed class OutboxFixture : IAsyncDisposable
{
    private readonly StoreFixture _store;

    private OutboxFixture(CommandLog? log) => _store = new(log);

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public RecordingPublisher Broker { get; } = new();

    /// <summary>The calls of a hook in order, each with a fact that it was given.</summary>
    public ConcurrentQueue<(string Call, string FactId)> Hooked { get; } = new();

    public FactStore<Toy> Store { get; private set; } = null!;

    public OutboxSignal Signal { get; } = new();

    /// <param name="log">Notes what the store is asked, when set.</param>
    public static async Task<OutboxFixture> StartAsync(CommandLog? log = null)
    {
        var fixture = new OutboxFixture(log);
        await fixture._store.InitializeAsync();
        fixture.Store = fixture._store.Another(fixture.Signal, fixture.Clock);
        return fixture;
    }

    /// <summary>A replica; each has a claim of its own on what is due.</summary>
    /// <param name="clock">Its own, when it is to differ.</param>
    public OutboxRelay<Toy> Replica(TimeProvider? clock = null) => new(
        Store,
        Signal,
        Scan(),
        new OutboxArchive<Toy>(Store, [new Hook(this)]),
        Broker,
        Options.Create(new OutboxOptions { Linger = TimeSpan.Zero }),
        clock ?? Clock,
        NullLogger<OutboxRelay<Toy>>.Instance);

    public DueScan<Toy> Scan() => new(Store, Clock);

    /// <summary>The same tickets as another service would write them, to consumers of its own.</summary>
    public FactStore<Toy> StoreOf(Source service) => _store.Another(Signal, Clock, service);

    /// <summary>A ticket with so many facts pending.</summary>
    public async Task<string> PendingAsync(int facts = 1, bool isUrgent = false)
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 1 }).InUrgentLane(isUrgent), default);
        for (var i = 2; i <= facts; i++)
        {
            await Store.ChangeAsync(
                id,
                Toy.Command($"r{i}"),
                (toy, _) => Toy.Decision(toy with { Count = toy.Count + 1 }).InUrgentLane(isUrgent),
                default);
        }

        return id;
    }

    public Task<BsonDocument> DocumentAsync(string id) => Store.Collection.Find(new BsonDocument("_id", id)).SingleAsync();

    /// <summary>Whether the ticket's facts are archived without a gap and nothing of it waits.</summary>
    public async Task<bool> IsSettledAsync(string id, int facts)
    {
        var document = await DocumentAsync(id);
        var archived = await Store.Facts.CountDocumentsAsync(new BsonDocument("ticket", id));
        return archived == facts && !document.Contains("due") && !document.Contains("urgent") && document["pending"].AsBsonArray.Count == 0;
    }

    /// <summary>The versions of a ticket in the order in which the broker confirmed them.</summary>
    public IReadOnlyList<int> Published(string id) =>
    [
        .. Broker.Events
            .Select(each => each.Split('|'))
            .Where(parts => parts[0] == id)
            .Select(parts => int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)),
    ];

    public ValueTask DisposeAsync() => new(_store.DisposeAsync());

    private sealed class Hook(OutboxFixture fixture) : IArchiveHook
    {
        public Task ArchivingAsync(IReadOnlyList<Fact> facts, CancellationToken cancel)
        {
            foreach (var fact in facts)
            {
                fixture.Hooked.Enqueue(("archiving", fact.Id));
            }

            return Task.CompletedTask;
        }

        public void Archived() => fixture.Hooked.Enqueue(("archived", ""));
    }
}
