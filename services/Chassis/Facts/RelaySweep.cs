using Hotline.Chassis.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Finds tickets whose facts are due to be announced because a writer died, a signal was lost or the broker was
/// away: reads a page of due ids, then claims each one by the due time it saw. Replicas start at random places.
/// </summary>
public sealed partial class RelaySweep<TState>(FactStore<TState> store, RelayQueue queue, IEventPublisher publisher, TimeProvider system, ILogger<RelaySweep<TState>> logger) : BackgroundService
    where TState : class
{
    private const int Page = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var found = 0;
            try
            {
                // While the broker is away nothing could be announced, and every claim would only be made again.
                found = publisher.IsReady ? await SweepAsync(stoppingToken) : 0;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                SweepFailed(error.GetType().Name);
            }

            if (found < Page)
            {
                await Task.Delay(Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One pass; the number of tickets claimed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = system.GetUtcNow().UtcDateTime;
        var due = await store.Collection
            .Find(new BsonDocument(Envelope.Due, new BsonDocument { { "$lte", now }, { "$exists", true } }))
            .Sort(new BsonDocument(Envelope.Due, 1))
            .Limit(Page)
            .Project(new BsonDocument(Envelope.Due, 1))
            .ToListAsync(cancel);
        var claimed = 0;
        var start = due.Count == 0 ? 0 : Random.Shared.Next(due.Count);
        for (var i = 0; i < due.Count; i++)
        {
            claimed += await ClaimAsync(due[(start + i) % due.Count], cancel) ? 1 : 0;
        }

        return claimed;
    }

    private async Task<bool> ClaimAsync(BsonDocument seen, CancellationToken cancel)
    {
        var lease = Guid.NewGuid().ToString("N");
        var document = await store.Collection.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument { { "_id", seen["_id"] }, { Envelope.Due, seen[Envelope.Due] } },
            new BsonDocument("$set", new BsonDocument { { Envelope.Due, system.GetUtcNow().UtcDateTime + FactStore<TState>.LeaseTime }, { Envelope.Lease, lease } }),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After },
            cancel);
        return document is not null
            && Envelope.ReadPending(document) is { Count: > 0 } pending
            && queue.TryAnnounce(new RelayItem(seen["_id"].AsString, lease, pending));
    }

    [LoggerMessage(210, LogLevel.Warning, "Relay sweep failed: {Kind}")]
    private partial void SweepFailed(string kind);
}
