using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Gives the facts that the relay has moved their numbers in the feed. Each step may be repeated: a fact that has
/// its number keeps it, and leaves the queue only after the number is stored.
/// </summary>
public sealed partial class FeedSequencer(
    FactStore<TicketRecord> tickets, FeedStore feed, FeedLeases leases, FeedTail tail, FeedOptions options, TimeProvider system, ILogger<FeedSequencer> logger) : BackgroundService
{
    private const int Page = 500;

    // What this replica has numbered lately: its successors follow soon, and need not ask the store.
    private readonly Recent<Unfed, bool> _fed = new(5_000);

    private int _from;

    private FeedQueue Queue => tickets.FeedQueue!;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                await leases.KeepAsync(stoppingToken);
                more = await PassAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                PassFailed(error.GetType().Name);
            }

            if (!more)
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

    /// <summary>One pass over the partitions held; whether more may wait.</summary>
    public async Task<bool> PassAsync(CancellationToken cancel)
    {
        var from = _from;
        var queued = await QueuedAsync(from, cancel);
        var full = queued.Count == Page;
        // A full page may come from one busy partition alone: the next pass begins behind it, the last starts over.
        _from = full ? Math.Max(queued[^1].Partition, from + 1) : 0;
        if (queued.Count > 0)
        {
            await NumberAsync(await FactsAsync(queued, cancel), cancel);
            tail.Wake();
        }

        return full || from > 0;
    }

    private async Task<List<(int Partition, string FactId)>> QueuedAsync(int from, CancellationToken cancel)
    {
        var queued = new List<(int, string)>();
        foreach (var (first, last) in Numbering.Runs(leases.Held.Where(partition => partition >= from)))
        {
            if (queued.Count < Page)
            {
                queued.AddRange(await Queue.ReadAsync(first, last, Page - queued.Count, cancel));
            }
        }

        return queued;
    }

    /// <summary>The facts that are there; one that the relay is just moving waits for the next pass.</summary>
    private async Task<List<Waiting>> FactsAsync(List<(int Partition, string FactId)> queued, CancellationToken cancel)
    {
        var partitions = queued.ToDictionary(entry => entry.FactId, entry => entry.Partition);
        var facts = partitions.Keys.Select(Queue.Moved.Take).OfType<Fact>().ToList();
        if (facts.Count < queued.Count)
        {
            var rest = partitions.Keys.Except(facts.Select(fact => fact.Id), StringComparer.Ordinal);
            facts.AddRange((await tickets.Facts.Find(Documents.ByIds(rest)).ToListAsync(cancel)).Select(Fact.FromBson));
        }

        return [.. facts.OrderBy(fact => fact.RecordedAt).Select(fact => new Waiting(partitions[fact.Id], fact))];
    }

    private async Task NumberAsync(List<Waiting> waiting, CancellationToken cancel)
    {
        var byKey = waiting.ToDictionary(w => new Unfed(w.Fact.Ticket, w.Fact.V));
        var fed = await FedAsync(Numbering.PredecessorsOf(byKey.Keys), cancel);
        var next = Numbering.Order(byKey.Keys, fed).Select(key => byKey[key]).ToList();
        var done = new List<Fact>();
        while (true)
        {
            next.RemoveAll(w => !leases.Held.Contains(w.Partition));
            if (next.Count == 0)
            {
                break;
            }

            var stored = await InsertAsync(next, cancel);
            done.AddRange(next.Take(stored).Select(w => w.Fact));
            next.RemoveRange(0, stored);
            if (next.Count == 0 || !leases.Held.Contains(next[0].Partition))
            {
                continue;
            }

            // The first that did not go in: fed before by a holder that died, or its number was given by another.
            if (await HasNumberAsync(next[0].Fact, cancel))
            {
                done.Add(next[0].Fact);
                next.RemoveAt(0);
            }
            else
            {
                await leases.DoubtAsync(next[0].Partition, cancel);
            }
        }

        if (done.Count > 0)
        {
            done.ForEach(fact => _fed.Put(new Unfed(fact.Ticket, fact.V), true));
            await Queue.RemoveAsync(done.Select(fact => (fact.Ticket, fact.V)), cancel);
        }
    }

    /// <summary>Stores the facts under the next numbers of their partitions, in order; how many went in before the first that did not.</summary>
    private async Task<int> InsertAsync(List<Waiting> batch, CancellationToken cancel)
    {
        var expireAt = system.GetUtcNow().UtcDateTime + options.Retention;
        var numbered = Number(batch).ConvertAll(n => (n.Fact, Document: FeedEntry.Write(n.Partition, n.Number, n.Fact, expireAt)));
        var stored = batch.Count;
        try
        {
            await feed.Entries.InsertManyAsync(numbered.Select(n => n.Document), new InsertManyOptions { IsOrdered = true }, cancel);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.HasOnlyDuplicates() && error.WriteErrors is [var first, ..])
        {
            stored = first.Index;
        }

        var entries = numbered.Take(stored).Select(n => FeedEntry.Read(n.Document)).ToList();
        await leases.MoveHeadsAsync(entries.GroupBy(entry => entry.Partition).ToDictionary(g => g.Key, g => g.Max(entry => entry.Number)), cancel);
        tail.Offer(entries);
        return stored;
    }

    private List<(int Partition, long Number, Fact Fact)> Number(List<Waiting> batch)
    {
        var heads = new Dictionary<int, long>();
        return batch.ConvertAll(w =>
        {
            var number = heads[w.Partition] = heads.GetValueOrDefault(w.Partition, leases.HeadOf(w.Partition)) + 1;
            return (w.Partition, number, w.Fact);
        });
    }

    /// <summary>Which of these facts have left the queue. Looks for the facts first: none is there before its entry was made.</summary>
    private async Task<HashSet<Unfed>> FedAsync(IEnumerable<Unfed> predecessors, CancellationToken cancel)
    {
        var known = predecessors.ToLookup(_fed.Contains);
        var wanted = known[false].ToDictionary(p => Fact.IdOf(p.Ticket, p.V));
        if (wanted.Count == 0)
        {
            return [.. known[true]];
        }

        var moved = await tickets.Facts.Find(Documents.ByIds(wanted.Keys))
            .Project(new BsonDocument("_id", 1)).ToListAsync(cancel);
        var waiting = await Queue.WaitingAsync([.. wanted.Values.Select(p => (p.Ticket, p.V))], cancel);
        return [.. known[true], .. moved.Select(d => d["_id"].AsString).Where(id => !waiting.Contains(id)).Select(id => wanted[id])];
    }

    private Task<bool> HasNumberAsync(Fact fact, CancellationToken cancel) =>
        feed.Entries.Find(new BsonDocument { { "ticket", fact.Ticket }, { "v", fact.V } }).Limit(1).AnyAsync(cancel);

    private sealed record Waiting(int Partition, Fact Fact);

    [LoggerMessage(410, LogLevel.Warning, "Feed pass failed: {Kind}")]
    private partial void PassFailed(string kind);
}
