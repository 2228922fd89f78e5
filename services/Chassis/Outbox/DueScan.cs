using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>
/// Finds tickets whose facts are due although no signal told of them: the writer died, the signal was full, the broker was away. It
/// reads a page of due ids, urgent ones first, and claims each by the time it saw: what another replica claimed is left to that one.
/// </summary>
public sealed class DueScan<TState>(FactStore<TState> store, TimeProvider system)
    where TState : class
{
    public const int Page = 100;

    /// <summary>No claim and no back-off lasts as long, with ten seconds for clocks that differ.</summary>
    public static readonly TimeSpan FarAhead = PendingTicket.LongestBackoff + TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FarAheadInterval = TimeSpan.FromSeconds(10);
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private long? _lookedFarAhead;

    /// <summary>The tickets claimed; at least a page means that more may be due.</summary>
    public async Task<IReadOnlyList<string>> ClaimAsync(CancellationToken cancel)
    {
        var now = system.GetUtcNow().UtcDateTime;
        var found = await FindAsync(Envelope.DueBy(now), cancel);
        if (_lookedFarAhead is not { } looked || system.GetElapsedTime(looked) >= FarAheadInterval)
        {
            // A machine whose clock ran ahead claimed these, and may have died since: its claim is not believed for longer than one lasts.
            found.AddRange(await FindAsync(Envelope.Waiting(new BsonElement("$gt", now + FarAhead)), cancel));
            _lookedFarAhead = system.GetTimestamp();
        }

        return found.Count == 0 ? [] : await ClaimAsync(found, now + FactStore<TState>.ClaimTime, cancel);
    }

    private Task<List<BsonDocument>> FindAsync(BsonDocument due, CancellationToken cancel) => store.Collection
        .Find(due)
        .Sort(Envelope.DueOrder)
        .Limit(Page)
        .Project(new BsonDocument(Envelope.Due, 1))
        .ToListAsync(cancel);

    private async Task<IReadOnlyList<string>> ClaimAsync(List<BsonDocument> found, DateTime until, CancellationToken cancel)
    {
        // In `_id` order, to avoid deadlocks.
        var seen = found.OrderBy(document => document["_id"].AsString, StringComparer.Ordinal).ToList();
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
