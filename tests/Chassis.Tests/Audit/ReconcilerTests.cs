using Hotline.Chassis.Audit;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Chassis.Tests.Outbox;
using Hotline.Events.V1;
using Hotline.Operations.V1;

namespace Hotline.Chassis.Tests.Audit;

public sealed class ReconcilerTests : IAsyncLifetime
{
    private readonly Peers _peers = new();
    private OutboxFixture _outbox = null!;

    public async Task InitializeAsync() => _outbox = await OutboxFixture.StartAsync();

    public async Task DisposeAsync() => await _outbox.DisposeAsync();

    [Fact]
    public async Task A_ticket_that_a_consumer_has_not_applied_is_told_with_both_versions()
    {
        var (missed, applied) = (await PublishedAsync(facts: 2), await PublishedAsync(facts: 2));
        _peers.Seen[(Source.Routing, missed)] = 1;
        _peers.Seen[(Source.Tracking, missed)] = _peers.Seen[(Source.Tracking, applied)] = _peers.Seen[(Source.Routing, applied)] = 2;

        var page = await CompareAsync(Source.Intake);

        Assert.Equal(
            new Difference { TicketId = missed, Peer = Source.Routing, Kind = DifferenceKind.NotApplied, Version = 2, PeerVersion = 1 },
            Assert.Single(page.Differences));
        Assert.Equal((2, ""), (page.Compared, page.Last));
    }

    [Fact]
    public async Task What_is_pending_or_was_just_published_is_not_judged()
    {
        await _outbox.PendingAsync();
        _outbox.Clock.Advance(FactStore<Toy>.StandardAudit * 2);
        var recent = await _outbox.PendingAsync();
        await _outbox.Replica().RunRoundAsync([recent], isRepeat: false);

        Assert.Empty((await CompareAsync(Source.Intake)).Differences);
    }

    [Fact]
    public async Task A_version_that_its_source_does_not_have_is_told()
    {
        var (lost, held) = (await AppliedAsync(version: 3), await AppliedAsync(version: 3));
        _peers.Own[(Source.Intake, lost)] = 1;
        _peers.Own[(Source.Intake, held)] = 3;

        Assert.Equal(
            new Difference { TicketId = lost, Peer = Source.Intake, Kind = DifferenceKind.MissingAtSource, Version = 3, PeerVersion = 1 },
            Assert.Single((await CompareAsync(Source.Routing)).Differences));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_leave_nothing_out()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await AppliedAsync(version: 1));
        }

        var (told, last) = (new List<string>(), "");
        do
        {
            var page = await CompareAsync(Source.Routing, last, limit: 2);
            told.AddRange(page.Differences.Select(difference => difference.TicketId));
            last = page.Last;
        }
        while (last.Length > 0);

        Assert.Equal(ids.Order(StringComparer.Ordinal), told);
    }

    private async Task<string> PublishedAsync(int facts)
    {
        var id = await _outbox.PendingAsync(facts);
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);
        _outbox.Clock.Advance(FactStore<Toy>.StandardAudit);
        return id;
    }

    /// <summary>A ticket of which an event was remembered and nothing written.</summary>
    private async Task<string> AppliedAsync(long version)
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        var command = Toy.Command("event") with { Seen = new SeenVersion(Source.Intake, version) };
        await _outbox.Store.ApplyEventAsync(id, command, (_, _) => new(new Toy(), []), default);
        return id;
    }

    private Task<ReconciledPage> CompareAsync(Source service, string after = "", int limit = 100)
    {
        var identity = new ServiceIdentity(service);
        var gaps = new ConsumerGaps(_peers, identity);
        return new Reconciler<Toy>(_outbox.Store, gaps, _peers, identity, _outbox.Clock).CompareAsync(after, limit, default);
    }

    private sealed class Peers : ISeenByPeer, IPeerVersions
    {
        public Dictionary<(Source Peer, string Ticket), long> Seen { get; } = [];

        public Dictionary<(Source Peer, string Ticket), long> Own { get; } = [];

        public Task<IReadOnlyDictionary<string, long>> AskAsync(
            Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) => Answer(Seen, peer, tickets);

        public Task<IReadOnlyDictionary<string, long>> VersionsOfAsync(
            Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) => Answer(Own, peer, tickets);

        private static Task<IReadOnlyDictionary<string, long>> Answer(
            Dictionary<(Source Peer, string Ticket), long> versions, Source peer, IReadOnlyList<string> tickets) =>
            Task.FromResult<IReadOnlyDictionary<string, long>>(
                tickets
                    .Where(ticket => versions.ContainsKey((peer, ticket)))
                    .ToDictionary(ticket => ticket, ticket => versions[(peer, ticket)]));
    }
}
