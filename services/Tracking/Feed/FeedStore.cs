using Hotline.Chassis.Store;
using Hotline.Tracking.Listing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>The numbered changes and the head of each partition.</summary>
public sealed class FeedStore(IMongoDatabase database, FeedOptions options) : IHostedService
{
    public static readonly IReadOnlyList<IndexSpec> Indexes =
    [
        // A change has one number, whichever replica gives it.
        new("ticket_v", new() { { "ticket", 1 }, { "v", 1 } }) { Unique = true },
        // Retention.
        new("expire", new() { { "expireAt", 1 } }) { ExpireAfter = TimeSpan.Zero },
    ];

    public IMongoCollection<BsonDocument> Entries { get; } = database.GetCollection<BsonDocument>("feed");

    public IMongoCollection<BsonDocument> Leases { get; } = database.GetCollection<BsonDocument>("feed_leases");

    /// <summary>The indexes, and a free lease for each partition. Safe to run twice and by several replicas at once.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await IndexSpec.EnsureAsync(Entries, Indexes, cancellationToken);
        var free = Enumerable.Range(0, options.Partitions)
            .Select(partition => new BsonDocument { { "_id", partition }, { "owner", "" }, { "until", DateTime.UnixEpoch }, { "head", 0L } });
        // Some may be there, made by an earlier start or another replica.
        await Leases.InsertMissingAsync(free, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A page of one partition, in order of number.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(int partition, long after, int limit, CancellationToken cancel)
    {
        var documents = await Entries.Find(TrackingQueries.FeedPage(FeedKey.Of(partition, after), FeedKey.End(partition)))
            .Sort(new BsonDocument("_id", 1)).Limit(limit).ToListAsync(cancel);
        return documents.ConvertAll(FeedEntry.Read);
    }

    /// <summary>The last number of each partition that its holder has announced; entries beyond it may already exist.</summary>
    public async Task<FeedCursor> HeadsAsync(CancellationToken cancel)
    {
        var heads = new long[options.Partitions];
        foreach (var lease in await Leases.Find(new BsonDocument()).Limit(options.Partitions).ToListAsync(cancel))
        {
            var partition = lease["_id"].ToInt32();
            if (partition < heads.Length)
            {
                heads[partition] = lease["head"].ToInt64();
            }
        }

        return new(heads);
    }

    /// <summary>Just before the oldest change still kept.</summary>
    public async Task<FeedCursor> OldestAsync(CancellationToken cancel)
    {
        var cursor = await HeadsAsync(cancel);
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            if (await ReadAsync(partition, 0, 1, cancel) is [var first])
            {
                cursor = cursor.With(partition, first.Number - 1);
            }
        }

        return cursor;
    }

    /// <summary>The last number in use, whatever the lease says: a holder may have died between the two writes.</summary>
    public async Task<long> LastAsync(int partition, long atLeast, CancellationToken cancel)
    {
        var last = await Entries.Find(TrackingQueries.FeedPage(FeedKey.Of(partition, 0), FeedKey.End(partition)))
            .Sort(new BsonDocument("_id", -1)).Limit(1).Project(new BsonDocument("_id", 1)).FirstOrDefaultAsync(cancel);
        return Math.Max(atLeast, last is null ? 0 : FeedKey.Parse(last["_id"].AsString).Number);
    }
}
