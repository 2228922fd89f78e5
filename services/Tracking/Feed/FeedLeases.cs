using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Which partitions this replica numbers. A lease only saves work: were two replicas to hold one, a number can
/// still be given once only, and the slower one finds out by failing to give it.
/// </summary>
public sealed class FeedLeases(FeedStore feed, FeedOptions options, TimeProvider system)
{
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly Dictionary<int, long> _heads = [];
    private DateTime _renewAt;

    public IReadOnlyCollection<int> Held => _heads.Keys;

    public long HeadOf(int partition) => _heads[partition];

    /// <summary>Renews what is held and takes what nobody holds, every third of a lease.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        var now = system.GetUtcNow().UtcDateTime;
        if (now < _renewAt)
        {
            return;
        }

        var renewed = await feed.Leases.UpdateManyAsync(
            new BsonDocument("owner", _owner), new BsonDocument("$set", new BsonDocument("until", now + options.Lease)), cancellationToken: cancel);
        if (renewed.MatchedCount != _heads.Count)
        {
            await ReloadAsync(cancel);
        }

        for (var partition = 0; partition < options.Partitions; partition++)
        {
            if (!_heads.ContainsKey(partition))
            {
                await TryTakeAsync(partition, now, cancel);
            }
        }

        _renewAt = now + (options.Lease / 3);
    }

    /// <summary>The partitions' new last numbers, fenced: a lease that was lost moves nothing and is forgotten.</summary>
    public async Task MoveHeadsAsync(IReadOnlyDictionary<int, long> heads, CancellationToken cancel)
    {
        if (heads.Count == 0)
        {
            return;
        }

        var moves = heads.Select(move => new UpdateOneModel<BsonDocument>(
            new BsonDocument { { "_id", move.Key }, { "owner", _owner } },
            new BsonDocument("$max", new BsonDocument("head", move.Value))));
        var moved = await feed.Leases.BulkWriteAsync(moves, new BulkWriteOptions { IsOrdered = false }, cancel);
        if (moved.MatchedCount != heads.Count)
        {
            await ReloadAsync(cancel);
            return;
        }

        foreach (var (partition, head) in heads)
        {
            _heads[partition] = head;
        }
    }

    /// <summary>Somebody else gave the next number: find out the real head, and whether the partition is still ours.</summary>
    public async Task DoubtAsync(int partition, CancellationToken cancel) =>
        await MoveHeadsAsync(new Dictionary<int, long> { [partition] = await feed.LastAsync(partition, _heads[partition], cancel) }, cancel);

    /// <summary>On the way out: others need not wait for the lease to run out.</summary>
    public Task ReleaseAsync() => feed.Leases.UpdateManyAsync(
        new BsonDocument("owner", _owner), new BsonDocument("$set", new BsonDocument("until", system.GetUtcNow().UtcDateTime)));

    private async Task TryTakeAsync(int partition, DateTime now, CancellationToken cancel)
    {
        var taken = await feed.Leases.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument { { "_id", partition }, { "until", new BsonDocument("$lt", now) } },
            new BsonDocument("$set", new BsonDocument { { "owner", _owner }, { "until", now + options.Lease } }),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After },
            cancel);
        if (taken is not null)
        {
            _heads[partition] = taken["head"].ToInt64();
            await DoubtAsync(partition, cancel);
        }
    }

    private async Task ReloadAsync(CancellationToken cancel)
    {
        _heads.Clear();
        foreach (var lease in await feed.Leases.Find(new BsonDocument("owner", _owner)).ToListAsync(cancel))
        {
            _heads[lease["_id"].ToInt32()] = lease["head"].ToInt64();
        }
    }
}
