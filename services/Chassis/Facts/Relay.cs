using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
using Hotline.Chassis.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Moves pending facts into the collection of facts and announces their events in order; then they are taken off the
/// ticket with one update fenced by the lease. Each step may be repeated: facts are unique by ticket and version,
/// consumers ignore versions they have seen, and a lost lease makes the last update match nothing.
/// </summary>
public sealed partial class Relay<TState>(
    FactStore<TState> store,
    RelayQueue queue,
    TakingOff<TState> announced,
    IEventPublisher publisher,
    CallLoad load,
    TimeProvider system,
    ILogger<Relay<TState>> logger) : BackgroundService
    where TState : class
{
    private const int BatchSize = 256;
    private const int RememberLimit = 10_000;

    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BrokerPoll = TimeSpan.FromMilliseconds(200);

    // What follows within this time goes along: a second change of the same ticket, the next tickets of a burst.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reader = queue.Reader;
        var batch = new List<RelayItem>(BatchSize);
        var done = new Dictionary<string, long>();
        var giveWay = new GiveWay(load, Linger, system);
        var holdingBack = new HoldingBack(system, store.Options.IsFollowedSoon);
        while (!stoppingToken.IsCancellationRequested && await WaitAsync(reader, !holdingBack.IsEmpty, stoppingToken))
        {
            // Before each batch: a burst that pauses for a moment is given way to again when it goes on.
            await giveWay.WaitAsync(stoppingToken);
            batch.Clear();
            while (batch.Count < BatchSize && reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            try
            {
                await RelayAsync(holdingBack.Pass(Latest(batch)), done, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The facts stay pending; the sweep finds them when their lease has run out.
                BatchFailed(batch.Count, error.GetType().Name);
            }
        }
    }

    /// <param name="reader">What the writers have signalled.</param>
    /// <param name="isHolding">Something is held back: then it is not waited for the next signal.</param>
    /// <param name="stopping">Ends the relay.</param>
    private async Task<bool> WaitAsync(System.Threading.Channels.ChannelReader<RelayItem> reader, bool isHolding, CancellationToken stopping)
    {
        try
        {
            var more = isHolding || await reader.WaitToReadAsync(stopping);
            while (more && !publisher.IsReady)
            {
                await Task.Delay(BrokerPoll, system, stopping);
            }

            return more;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Of several signals for one ticket only the last holds the lease, and it brings all pending facts.</summary>
    private static List<RelayItem> Latest(List<RelayItem> batch) =>
        [.. batch.GroupBy(item => item.Ticket).Select(items => items.Last())];

    /// <param name="batch">At most one item a ticket.</param>
    /// <param name="done">Last version announced by ticket: spares repeating what a quick second write brings along.</param>
    /// <param name="stopping">Ends the relay between steps.</param>
    private async Task RelayAsync(List<RelayItem> batch, Dictionary<string, long> done, CancellationToken stopping)
    {
        var fresh = batch.ConvertAll(item => item with { Facts = [.. item.Facts.Where(fact => fact.V > done.GetValueOrDefault(item.Ticket))] });
        await MoveAsync(fresh, stopping);
        var unannounced = await AnnounceAsync(fresh, stopping);
        if (done.Count > RememberLimit)
        {
            done.Clear();
        }

        var failed = new List<RelayItem>();
        foreach (var item in batch)
        {
            if (!item.Facts.SelectMany(fact => fact.Events).Any(each => unannounced.Contains(each.MessageId)))
            {
                done[item.Ticket] = item.LastVersion;
                announced.Add(item.Ticket, item.Lease);
            }
            else
            {
                failed.Add(item);
            }
        }

        if (failed.Count > 0)
        {
            await store.Collection.BulkWriteAsync(failed.Select(Later), new BulkWriteOptions { IsOrdered = false }, stopping);
        }
    }

    private async Task MoveAsync(List<RelayItem> batch, CancellationToken stopping)
    {
        var facts = batch.SelectMany(item => item.Facts).ToList();
        if (facts.Count == 0)
        {
            return;
        }

        if (store.FeedQueue is { } feed)
        {
            await feed.AddAsync(facts, stopping);
        }

        var now = system.GetUtcNow().UtcDateTime;
        var already = await store.Facts.InsertMissingAsync(facts.Select(fact => fact.ToBson().Add(Fact.MovedAt, now)), stopping);
        facts.ForEach(fact => store.FeedQueue?.Moved.Put(fact.Id, fact));
        if (already > 0)
        {
            // Moved before by a relay that died between moving and taking off.
            AlreadyMoved(already);
        }
    }

    /// <summary>The ids of the events that could not be announced.</summary>
    private async Task<HashSet<string>> AnnounceAsync(List<RelayItem> batch, CancellationToken stopping)
    {
        var failed = await Task.WhenAll(EventBatch.Pack(batch.SelectMany(ToAnnounce)).Select(async batch =>
        {
            try
            {
                await publisher.PublishAsync(batch, stopping);
                Tracing.Announced.Add(batch.Events.Count);
                return [];
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                var ids = batch.Events.Select(each => each.Event.MessageId).ToList();
                Tracing.AnnounceFailures.Add(ids.Count);
                AnnounceFailed(ids.Count, ids[0], error.GetType().Name);
                return ids;
            }
        }));
        return [.. failed.SelectMany(ids => ids)];
    }

    /// <summary>A ticket's events in their order, without those that a later one makes worthless.</summary>
    private static IEnumerable<TracedEvent> ToAnnounce(RelayItem item)
    {
        var all = item.Facts.SelectMany(fact => fact.Events.Select(each => new TracedEvent(each, fact.TraceParent))).ToList();
        return all.Where((traced, i) => !EventCatalogue.Find(traced.Event.Type).IsConflatable
            || all.FindLastIndex(other => string.Equals(other.Event.Type, traced.Event.Type, StringComparison.Ordinal)) == i);
    }

    /// <summary>To be tried again soon, by whichever relay finds it, unless somebody wrote meanwhile.</summary>
    private UpdateOneModel<BsonDocument> Later(RelayItem item) => new(
        new BsonDocument { { "_id", item.Ticket }, { Envelope.Lease, item.Lease } },
        new BsonDocument("$set", new BsonDocument(Envelope.Due, system.GetUtcNow().UtcDateTime + Backoff)));

    [LoggerMessage(200, LogLevel.Warning, "Relay of {Count} tickets failed: {Kind}")]
    private partial void BatchFailed(int count, string kind);

    [LoggerMessage(201, LogLevel.Warning, "Announcing {Count} events failed, {EventId} the first: {Kind}")]
    private partial void AnnounceFailed(int count, string eventId, string kind);

    [LoggerMessage(202, LogLevel.Information, "{Count} facts had been moved before")]
    private partial void AlreadyMoved(int count);
}
