using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>Gives facts the next numbers of the partitions that this replica holds.</summary>
public sealed class FeedNumbers(FeedStore feed, FeedAside aside, FeedLeases leases, FeedOptions options, TimeProvider system)
{
    /// <summary>Stores facts under the next numbers of their partitions, in order; which of them have their number now.</summary>
    public async Task<List<WaitingFact>> GiveAsync(List<WaitingFact> next, CancellationToken cancel)
    {
        var done = new List<WaitingFact>();
        while (true)
        {
            next.RemoveAll(waiting => !leases.Held.Contains(waiting.Partition));
            if (next.Count == 0)
            {
                return done;
            }

            var (stored, isDuplicate) = await TryInsertAsync(next, cancel);
            done.AddRange(next.Take(stored));
            next.RemoveRange(0, stored);
            if (next.Count == 0 || !leases.Held.Contains(next[0].Partition))
            {
                continue;
            }

            // The first that did not go in: refused, or fed before by a holder that died, or its number was given by another.
            var first = next[0];
            if (!isDuplicate)
            {
                await aside.PutAsync([first], FeedAside.Refused, cancel);
                next.RemoveAll(waiting => waiting.Fact.Ticket == first.Fact.Ticket);
                continue;
            }

            if (await HasNumberAsync(first.Fact, cancel))
            {
                done.Add(first);
                next.RemoveAt(0);
            }

            await leases.DoubtAsync(first.Partition, cancel);
        }
    }

    /// <summary>How many went in before the first that did not, and whether that one was refused for its number or its fact.</summary>
    private async Task<(int Stored, bool IsDuplicate)> TryInsertAsync(List<WaitingFact> batch, CancellationToken cancel)
    {
        var expireAt = system.GetUtcNow().UtcDateTime + options.Retention;
        var entries = Number(batch);
        var (stored, isDuplicate) = (batch.Count, true);
        try
        {
            await feed.Entries.InsertManyAsync(
                entries.Select(entry => FeedDocuments.Write(entry, expireAt)), new InsertManyOptions { IsOrdered = true }, cancel);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.WriteConcernError is null && error.WriteErrors is [var first, ..])
        {
            (stored, isDuplicate) = (first.Index, first.Category == ServerErrorCategory.DuplicateKey);
        }

        await leases.MoveHeadsAsync(
            entries.Take(stored).GroupBy(entry => entry.Partition).ToDictionary(g => g.Key, g => FeedHead.Of(g.Last())), cancel);
        return (stored, isDuplicate);
    }

    private List<FeedEntry> Number(List<WaitingFact> batch)
    {
        var heads = new Dictionary<int, FeedHead>();
        return batch.ConvertAll(waiting =>
        {
            var head = heads.GetValueOrDefault(waiting.Partition) ?? leases.HeadOf(waiting.Partition);
            // Never earlier than the one before: readers look for a time by halving.
            var recordedAt = waiting.Details!.RecordedAt > head.RecordedAt ? waiting.Details.RecordedAt : head.RecordedAt;
            heads[waiting.Partition] = new(head.Number + 1, recordedAt);
            return new FeedEntry(
                waiting.Partition, head.Number + 1, waiting.Fact.Ticket, waiting.Fact.V, waiting.Details with { RecordedAt = recordedAt });
        });
    }

    private Task<bool> HasNumberAsync(Unfed fact, CancellationToken cancel) =>
        feed.Entries.Find(new BsonDocument { { "ticket", fact.Ticket }, { "v", fact.V } }).Limit(1).AnyAsync(cancel);
}
