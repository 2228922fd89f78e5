using Hotline.Chassis.Audit;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Outbox;
using Hotline.Events.V1;
using Hotline.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>Production shards the archive by ticket: a command whose filter names no ticket would go to every shard.</summary>
public sealed class FactFiltersTests : IAsyncLifetime
{
    private readonly CommandLog _log = new("facts");
    private OutboxFixture _outbox = null!;

    public async Task InitializeAsync() => _outbox = await OutboxFixture.StartAsync(_log);

    public async Task DisposeAsync() => await _outbox.DisposeAsync();

    [Fact]
    public async Task Writers_outbox_readers_audit_and_operators_name_their_tickets()
    {
        string[] tickets = [await _outbox.PendingAsync(facts: 3), await _outbox.PendingAsync(isUrgent: true)];
        // Archived, inserted once more by a replica that does not know it, looked for first by one that claimed them.
        _outbox.Broker.IsReady = false;
        await _outbox.Replica().RunRoundAsync(tickets, isRepeat: false);
        await _outbox.Replica().RunRoundAsync(tickets, isRepeat: false);
        _outbox.Broker.IsReady = true;
        await _outbox.Replica().RunRoundAsync(tickets, isRepeat: true);

        var repeat = await _outbox.Store.ChangeAsync(tickets[0], Toy.Command("r2"), (toy, _) => Toy.Decision(toy), default);
        Assert.True(repeat!.Repeated);
        Assert.Equal(3, (await _outbox.Store.FactsAsync(tickets[0], 0, 10, default)).Count);

        var (before, intake, deaf) = (_outbox.Broker.Batches.Count, new ServiceIdentity(Source.Intake), new Deaf());
        _outbox.Clock.Advance(TimeSpan.FromMinutes(3));
        await AuditAsync(intake, deaf);
        Assert.Equal(before + 2, _outbox.Broker.Batches.Count);
        var reconciler = new Reconciler<Toy>(_outbox.Store, new ConsumerGaps(deaf, intake), deaf, intake, _outbox.Clock);
        Assert.NotEmpty((await reconciler.CompareAsync("", 10, default)).Differences);
        await new Republisher<Toy>(_outbox.Store, _outbox.Broker).RepublishAsync(tickets[0], default);

        Assert.NotEmpty(_log.Filters);
        Assert.All(_log.Filters, sent => Assert.True(sent.Filter.Contains("ticket"), $"{sent.Command} {sent.Filter}"));
    }

    private async Task AuditAsync(ServiceIdentity service, Deaf peers)
    {
        var database = _outbox.Store.Collection.Database;
        using var audit = new DeliveryAudit<Toy>(
            _outbox.Store,
            database,
            new UnconfirmedStore(database),
            new Republisher<Toy>(_outbox.Store, _outbox.Broker),
            _outbox.Broker,
            peers,
            peers,
            new ConsumerGaps(peers, service),
            service,
            _outbox.Clock,
            NullLogger<DeliveryAudit<Toy>>.Instance);
        await audit.AuditAsync(default);
    }

    /// <summary>Consumers that have applied nothing and have nothing to do.</summary>
    private sealed class Deaf : ISeenByPeer, IPeerVersions, IQueueDepth
    {
        private static readonly Task<IReadOnlyDictionary<string, long>> None =
            Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());

        public Task<IReadOnlyDictionary<string, long>> AskAsync(
            Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) => None;

        public Task<IReadOnlyDictionary<string, long>> VersionsOfAsync(
            Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) => None;

        public Task<long> DepthAsync(Source consumer, bool isUrgent, CancellationToken cancel) => Task.FromResult(0L);
    }
}
