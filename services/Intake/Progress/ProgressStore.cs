using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Events.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Intake.Progress;

/// <summary>
/// Keeps what Tracking says of each appeal, beside the appeals: this is written for every change of every ticket, and an appeal's document
/// with its indexes costs too much for that. One batch writes the events that arrive at the same time; each is acknowledged after its own
/// write.
/// </summary>
public sealed class ProgressStore
{
    /// <summary>The collection: one document for each ticket of which Tracking has published something.</summary>
    public const string Collection = "progress";

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };
    private static readonly string Seen = $"{Envelope.Seen}.{Source.Tracking.Name()}";

    private readonly IMongoCollection<BsonDocument> _progress;
    private readonly RequestBatcher<TrackingNews, bool> _batcher;

    public ProgressStore(IMongoDatabase database, TimeProvider system)
    {
        MapStored();
        _progress = database.GetCollection<BsonDocument>(Collection);
        _batcher = new(WriteAsync, new BatchOptions(), system);
    }

    public static void MapStored() => Stored.Map<PublicProgress>(
        nameof(PublicProgress.State), nameof(PublicProgress.LeadUnitName), nameof(PublicProgress.ChangedAt),
        nameof(PublicProgress.PromisedAt));

    /// <summary>Returns once this version, or a newer one, is stored.</summary>
    /// <exception cref="TimeoutException">The store did not answer in time; the write may still go in.</exception>
    public Task WriteAsync(TrackingNews news, CancellationToken cancel) => _batcher.SendAsync(news, cancel);

    /// <summary>What Tracking published last of a ticket, null before the first event.</summary>
    public async Task<TrackingNews?> FindAsync(string ticket, CancellationToken cancel) =>
        (await FindAsync([ticket], cancel)).GetValueOrDefault(ticket);

    /// <summary>What Tracking published last, by ticket; tickets without it are absent.</summary>
    public async Task<IReadOnlyDictionary<string, TrackingNews>> FindAsync(IReadOnlyCollection<string> tickets, CancellationToken cancel)
    {
        var documents = await _progress.Find(Documents.ByIds(tickets)).ToListAsync(cancel);
        return documents.Select(Read).ToDictionary(news => news.Ticket);
    }

    private async Task WriteAsync(IReadOnlyList<BatchItem<TrackingNews, bool>> batch, CancellationToken limit)
    {
        // Of several changes of one ticket only the last is worth writing: each tells all that Intake keeps.
        // In `_id` order, to avoid deadlocks.
        var latest = batch.GroupBy(item => item.Request.Ticket).Select(changes => changes.MaxBy(change => change.Request.Version)!.Request)
            .OrderBy(news => news.Ticket, StringComparer.Ordinal).ToList();
        try
        {
            await _progress.BulkWriteAsync(latest.Select(news => Update(news, isUpsert: true)), Unordered, limit);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.HasOnlyDuplicates())
        {
            // Newer news is there, or another replica was the first to write: the gate tells which.
            await _progress.BulkWriteAsync(
                error.WriteErrors.Select(write => Update(latest[write.Index], isUpsert: false)), Unordered, limit);
        }

        foreach (var item in batch)
        {
            item.Complete(true);
        }
    }

    /// <summary>The gate is in the filter: older or repeated news matches nothing.</summary>
    private static UpdateOneModel<BsonDocument> Update(TrackingNews news, bool isUpsert) => new(
        new BsonDocument { { "_id", news.Ticket }, { Seen, new BsonDocument("$lt", news.Version) } },
        new BsonDocument("$set", Content(news).Add(Seen, news.Version)))
    {
        IsUpsert = isUpsert,
    };

    private static BsonDocument Content(TrackingNews news) => new()
    {
        { "progress", news.Progress.ToBsonDocument() },
        { "handlers", new BsonArray(news.Handlers) },
    };

    private static TrackingNews Read(BsonDocument document) => new(
        document["_id"].AsString,
        Envelope.VersionIn(document, Envelope.Seen, Source.Tracking),
        BsonSerializer.Deserialize<PublicProgress>(document["progress"].AsBsonDocument),
        [.. document["handlers"].AsBsonArray.Select(unit => unit.AsString)]);
}
