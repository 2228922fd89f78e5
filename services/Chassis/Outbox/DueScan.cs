using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>
/// Finds tickets whose facts are due although no signal told of them: the writer died, the signal was full, the broker was away. It
/// reads a page of due ids, the urgent ones first, and claims each by the time it saw: what
/// another replica claimed meanwhile is left to it.
/// </summary>
public sealed class DueScan<TState>(FactStore<TState> store, TimeProvider system)
    where TState : class
{
    public const int Page = 100;

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    /// <summary>The tickets claimed, at most a page; a full page means that more may be due.</summary>
    public async Task<IReadOnlyList<string>> ClaimAsync(CancellationToken cancel)
    {
        var now = system.GetUtcNow().UtcDateTime;
        var due = Envelope.DueBy(now);
        var found = await FindAsync(new BsonDocument(Envelope.Urgent, true).AddRange(due), Page, cancel);
        if (found.Count < Page)
        {
            found.AddRange(await FindAsync(due, Page - found.Count, cancel));
        }

        return found.Count == 0 ? [] : await ClaimAsync(found, now + FactStore<TState>.ClaimTime, cancel);
    }

    private Task<List<BsonDocument>> FindAsync(BsonDocument filter, int limit, CancellationToken cancel) =>
        store.Collection
            .Find(filter)
            .Sort(new BsonDocument(Envelope.Due, 1))
            .Limit(limit)
            .Project(new BsonDocument(Envelope.Due, 1))
            .ToListAsync(cancel);

    private async Task<IReadOnlyList<string>> ClaimAsync(List<BsonDocument> found, DateTime until, CancellationToken cancel)
    {
        // In `_id` order, to avoid deadlocks.
        var seen = found
            .DistinctBy(document => document["_id"].AsString)
            .OrderBy(document => document["_id"].AsString, StringComparer.Ordinal)
            .ToList();
        var claims = seen.ConvertAll(document => new UpdateOneModel<BsonDocument>(
            new BsonDocument { { "_id", document["_id"] }, { Envelope.Due, document[Envelope.Due] } },
            new BsonDocument("$set", new BsonDocument(Envelope.Due, until))));
        var ids = seen.ConvertAll(document => document["_id"].AsString);
        var result = await store.Collection.BulkWriteAsync(claims, Unordered, cancel);
        if (result.MatchedCount == claims.Count)
        {
            return ids;
        }

        // Another replica claimed some. One that did so in the same millisecond is not told apart: both then publish, which consumers bear.
        var mine = await store.Collection
            .Find(Documents.ByIds(ids).Add(Envelope.Due, until))
            .Project(new BsonDocument("_id", 1))
            .ToListAsync(cancel);
        return mine.ConvertAll(document => document["_id"].AsString);
    }
}
