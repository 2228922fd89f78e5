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
        new("expire", new() { { FeedDocuments.ExpireAt, 1 } }) { ExpireAfter = TimeSpan.Zero },
    ];

    /// <summary>The numbered entries.</summary>
    public IMongoCollection<BsonDocument> Entries { get; } = database.GetCollection<BsonDocument>("feed");

    /// <summary>One lease for each partition.</summary>
    public IMongoCollection<BsonDocument> Leases { get; } = database.GetCollection<BsonDocument>("feed_leases");

    /// <summary>The replicas that number, each for as long as a lease.</summary>
    public IMongoCollection<BsonDocument> Replicas { get; } = database.GetCollection<BsonDocument>("feed_replicas");

    /// <summary>The indexes, and a free lease for each partition. Safe to run twice and by several replicas at once.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await IndexSpec.EnsureAsync(Entries, Indexes, cancellationToken);
        // Some may be there, made by an earlier start or another replica.
        await Leases.InsertMissingAsync(Enumerable.Range(0, options.Partitions).Select(FeedLeases.Free), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A page of one partition, in order of number.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(int partition, long after, int limit, CancellationToken cancel)
    {
        var documents = await Entries.Find(TrackingQueries.FeedPage(FeedKey.Of(partition, after), FeedKey.End(partition)))
            .Sort(new BsonDocument("_id", 1)).Limit(limit).ToListAsync(cancel);
        return documents.ConvertAll(FeedDocuments.Read);
    }

    /// <summary>The entries under these keys, in order.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(IEnumerable<string> keys, CancellationToken cancel)
    {
        var documents = await Entries.Find(Documents.ByIds(keys)).Sort(new BsonDocument("_id", 1)).ToListAsync(cancel);
        return documents.ConvertAll(FeedDocuments.Read);
    }

    /// <summary>One entry; null when the number is not given, or no longer kept.</summary>
    public async Task<FeedEntry?> FindAsync(int partition, long number, CancellationToken cancel) =>
        await Entries.Find(new BsonDocument("_id", FeedKey.Of(partition, number))).FirstOrDefaultAsync(cancel) is { } document
            ? FeedDocuments.Read(document)
            : null;

    /// <summary>The last entry in use, whatever the lease says: a holder may have died between the two writes.</summary>
    public async Task<FeedEntry?> LastAsync(int partition, CancellationToken cancel) =>
        await Entries.Find(TrackingQueries.FeedPage(FeedKey.Of(partition, 0), FeedKey.End(partition)))
            .Sort(new BsonDocument("_id", -1)).Limit(1).FirstOrDefaultAsync(cancel) is { } document
            ? FeedDocuments.Read(document)
            : null;

    /// <summary>The last number of each partition that its holder has made known; entries beyond it may already exist.</summary>
    public async Task<FeedCursor> HeadsAsync(CancellationToken cancel)
    {
        var heads = new long[options.Partitions];
        foreach (var lease in await Leases.Find(new BsonDocument()).Limit(options.Partitions).ToListAsync(cancel))
        {
            var partition = lease["_id"].ToInt32();
            if (partition < heads.Length)
            {
                heads[partition] = FeedLeases.HeadOf(lease).Number;
            }
        }

        return new(heads);
    }
}
