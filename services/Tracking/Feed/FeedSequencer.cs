using Hotline.Chassis.Facts;
using Hotline.Tracking.Listing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Gives the facts that the relay has moved their numbers in the feed. Each step may be repeated: a fact that has
/// its number keeps it, and the mark "unfed" is taken off only after the number is stored.
/// </summary>
public sealed partial class FeedSequencer(
    FactStore<TicketRecord> tickets, FeedStore feed, FeedLeases leases, FeedTail tail, FeedOptions options, TimeProvider system, ILogger<FeedSequencer> logger) : BackgroundService
{
    private const int Page = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var found = 0;
            try
            {
                await leases.KeepAsync(stoppingToken);
                found = await PassAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                PassFailed(error.GetType().Name);
            }

            if (found < Page)
            {
                await Task.Delay(options.Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leases.ReleaseAsync();
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            PassFailed(error.GetType().Name);
        }
    }

    /// <summary>One pass over the partitions held; the number of waiting facts it saw.</summary>
    public async Task<int> PassAsync(CancellationToken cancel)
    {
        if (leases.Held.Count == 0)
        {
            return 0;
        }

        var waiting = await WaitingAsync(leases.Held, cancel);
        // A full page may come from one busy partition alone: then each has its own turn.
        var byPartition = waiting.Count < Page
            ? waiting.GroupBy(w => w.Partition).ToDictionary(g => g.Key, g => g.Select(w => w.Fact).ToList())
            : null;
        foreach (var partition in byPartition?.Keys.ToArray() ?? [.. leases.Held])
        {
            var facts = byPartition?[partition] ?? (await WaitingAsync([partition], cancel)).ConvertAll(w => w.Fact);
            await NumberAsync(partition, facts, cancel);
        }

        if (waiting.Count > 0)
        {
            tail.Wake();
        }

        return waiting.Count;
    }

    private async Task<List<(int Partition, Fact Fact)>> WaitingAsync(IEnumerable<int> partitions, CancellationToken cancel)
    {
        var documents = await tickets.Facts.Find(TrackingQueries.Unfed(partitions)).Limit(Page).ToListAsync(cancel);
        return documents.ConvertAll(d => (d["unfed"].ToInt32(), Fact.FromBson(d)));
    }

    private async Task NumberAsync(int partition, List<Fact> facts, CancellationToken cancel)
    {
        var byKey = facts.ToDictionary(f => new Unfed(f.Ticket, f.V));
        var fed = await FedAsync(Numbering.PredecessorsOf(byKey.Keys), cancel);
        var next = new Queue<Fact>(Numbering.Order(byKey.Keys, fed).Select(key => byKey[key]));
        var done = new List<Fact>();
        while (next.Count > 0 && leases.Held.Contains(partition))
        {
            var batch = next.ToList();
            next.Clear();
            var stored = await InsertAsync(partition, batch, cancel);
            done.AddRange(batch.Take(stored));
            if (stored == batch.Count)
            {
                break;
            }

            // The first that did not go in: fed before by a holder that died, or its number was given by another.
            if (await HasNumberAsync(batch[stored], cancel))
            {
                done.Add(batch[stored]);
                batch.RemoveAt(stored);
            }
            else
            {
                await leases.DoubtAsync(partition, cancel);
            }

            batch.Skip(stored).ToList().ForEach(next.Enqueue);
        }

        if (done.Count > 0)
        {
            await tickets.Facts.UpdateManyAsync(
                new BsonDocument("_id", new BsonDocument("$in", new BsonArray(done.Select(f => f.Id)))),
                new BsonDocument("$unset", new BsonDocument("unfed", "")),
                cancellationToken: cancel);
        }
    }

    /// <summary>Stores the batch under the next numbers, in order; how many went in before the first that did not.</summary>
    private async Task<int> InsertAsync(int partition, List<Fact> batch, CancellationToken cancel)
    {
        var head = leases.HeadOf(partition);
        var expireAt = system.GetUtcNow().UtcDateTime + options.Retention;
        var stored = batch.Count;
        try
        {
            await feed.Entries.InsertManyAsync(
                batch.Select((fact, i) => FeedEntry.Write(partition, head + 1 + i, fact, expireAt)), new InsertManyOptions { IsOrdered = true }, cancel);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.WriteErrors is [{ Category: ServerErrorCategory.DuplicateKey } first, ..])
        {
            stored = first.Index;
        }

        if (stored > 0)
        {
            await leases.MoveHeadAsync(partition, head + stored, cancel);
        }

        return stored;
    }

    private async Task<HashSet<Unfed>> FedAsync(IEnumerable<Unfed> predecessors, CancellationToken cancel)
    {
        var wanted = predecessors.ToDictionary(p => Fact.IdOf(p.Ticket, p.V));
        if (wanted.Count == 0)
        {
            return [];
        }

        var found = await tickets.Facts.Find(new BsonDocument("_id", new BsonDocument("$in", new BsonArray(wanted.Keys))))
            .Project(new BsonDocument("unfed", 1)).ToListAsync(cancel);
        return [.. found.Where(d => !d.Contains("unfed")).Select(d => wanted[d["_id"].AsString])];
    }

    private Task<bool> HasNumberAsync(Fact fact, CancellationToken cancel) =>
        feed.Entries.Find(new BsonDocument { { "ticket", fact.Ticket }, { "v", fact.V } }).Limit(1).AnyAsync(cancel);

    [LoggerMessage(410, LogLevel.Warning, "Feed pass failed: {Kind}")]
    private partial void PassFailed(string kind);
}
