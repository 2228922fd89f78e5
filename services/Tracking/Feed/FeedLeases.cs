using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>The last number of a partition, and the latest time at which a fact numbered up to it was recorded.</summary>
/// <param name="Number">0 before the first.</param>
/// <param name="RecordedAt">UTC.</param>
public sealed record FeedHead(long Number, DateTime RecordedAt)
{
    public static FeedHead Of(FeedEntry entry) => new(entry.Number, entry.Details.RecordedAt);
}

/// <summary>
/// Which partitions this replica numbers: its share of them, as many replicas as there are. A lease only saves work: were two replicas to
/// hold one, a number can still be given once only, and the slower one finds out by failing to give it. Leases go by the store's clock, so
/// that a replica whose own clock is wrong neither loses them nor keeps them from others.
/// </summary>
public sealed class FeedLeases(FeedStore feed, FeedOptions options, TimeProvider system)
{
    private static readonly BsonDocument Freed = new("$set", new BsonDocument { { "owner", "" }, { "until", DateTime.UnixEpoch } });

    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly Dictionary<int, FeedHead> _heads = [];
    private long? _keptAt;

    /// <summary>The partitions that this replica numbers.</summary>
    public IReadOnlyCollection<int> Held => _heads.Keys;

    /// <summary>The lease of a partition that no replica has held yet.</summary>
    public static BsonDocument Free(int partition) => new()
    {
        { "_id", partition }, { "owner", "" }, { "until", DateTime.UnixEpoch }, { "head", 0L }, { "recordedAt", DateTime.UnixEpoch },
    };

    public static FeedHead HeadOf(BsonDocument lease) =>
        new(lease["head"].ToInt64(), lease.GetValue("recordedAt", DateTime.UnixEpoch).ToUniversalTime());

    public FeedHead HeadOf(int partition) => _heads[partition];

    /// <summary>Every third of a lease renews what is held, gives up what is beyond the replica's share, takes what is free.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        if (_keptAt is { } keptAt && system.GetElapsedTime(keptAt) < options.Lease / 3)
        {
            return;
        }

        var now = system.GetTimestamp();
        var share = await ShareAsync(cancel);
        var term = LeaseTerm.Set(LeaseTerm.Of(options.Lease));
        var renewed = await feed.Leases.UpdateManyAsync(new BsonDocument("owner", _owner), term, cancellationToken: cancel);
        if (renewed.MatchedCount != _heads.Count)
        {
            await ReloadAsync(cancel);
        }

        await GiveUpAsync([.. _heads.Keys.Order().Skip(share)], cancel);
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            if (_heads.Count < share && !_heads.ContainsKey(partition))
            {
                await TryTakeAsync(partition, cancel);
            }
        }

        _keptAt = now;
    }

    /// <summary>The partitions' new heads, fenced: a lease that was lost moves nothing and is forgotten.</summary>
    public async Task MoveHeadsAsync(IReadOnlyDictionary<int, FeedHead> heads, CancellationToken cancel)
    {
        if (heads.Count == 0)
        {
            return;
        }

        var moves = heads.OrderBy(move => move.Key).Select(move => new UpdateOneModel<BsonDocument>(
            new BsonDocument { { "_id", move.Key }, { "owner", _owner } },
            new BsonDocument("$max", new BsonDocument { { "head", move.Value.Number }, { "recordedAt", move.Value.RecordedAt } })));
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

    /// <summary>Another replica gave the next number: find out the real head, and whether the partition is still ours.</summary>
    public async Task DoubtAsync(int partition, CancellationToken cancel)
    {
        var (known, last) = (_heads[partition], await feed.LastAsync(partition, cancel));
        var head = last is null || last.Number <= known.Number ? known : FeedHead.Of(last);
        await MoveHeadsAsync(new Dictionary<int, FeedHead> { [partition] = head }, cancel);
    }

    /// <summary>On the way out: others need not wait for the lease to run out.</summary>
    public async Task ReleaseAsync()
    {
        await feed.Replicas.DeleteOneAsync(new BsonDocument("_id", _owner));
        await feed.Leases.UpdateManyAsync(new BsonDocument("owner", _owner), Freed);
    }

    /// <summary>How many partitions each of the replicas that number takes at most.</summary>
    private async Task<int> ShareAsync(CancellationToken cancel)
    {
        await feed.Replicas.UpdateOneAsync(
            new BsonDocument("_id", _owner), LeaseTerm.Set(LeaseTerm.Of(options.Lease)), new UpdateOptions { IsUpsert = true }, cancel);
        await feed.Replicas.DeleteManyAsync(LeaseTerm.IsOver, cancel);
        var replicas = Math.Max(1, await feed.Replicas.CountDocumentsAsync(new BsonDocument(), cancellationToken: cancel));
        return (int)((options.Partitions + replicas - 1) / replicas);
    }

    /// <summary>Leaves partitions to the replicas that have fewer.</summary>
    private async Task GiveUpAsync(List<int> partitions, CancellationToken cancel)
    {
        if (partitions.Count == 0)
        {
            return;
        }

        partitions.ForEach(partition => _heads.Remove(partition));
        var ours = new BsonDocument { { "_id", new BsonDocument("$in", new BsonArray(partitions)) }, { "owner", _owner } };
        await feed.Leases.UpdateManyAsync(ours, Freed, cancellationToken: cancel);
    }

    private async Task TryTakeAsync(int partition, CancellationToken cancel)
    {
        var taken = await feed.Leases.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument("_id", partition).AddRange(LeaseTerm.IsOver),
            LeaseTerm.Set(new BsonDocument("owner", _owner).AddRange(LeaseTerm.Of(options.Lease))),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After },
            cancel);
        if (taken is not null)
        {
            _heads[partition] = HeadOf(taken);
            await DoubtAsync(partition, cancel);
        }
    }

    private async Task ReloadAsync(CancellationToken cancel)
    {
        _heads.Clear();
        foreach (var lease in await feed.Leases.Find(new BsonDocument("owner", _owner)).ToListAsync(cancel))
        {
            _heads[lease["_id"].ToInt32()] = HeadOf(lease);
        }
    }
}
