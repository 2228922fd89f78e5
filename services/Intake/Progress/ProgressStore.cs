using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Events.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Intake.Progress;

/// <summary>
/// Keeps what Tracking says of each appeal, beside the appeals: this is written for every change of every ticket, and an appeal's document
/// with its indexes is too dear for that.
/// </summary>
public sealed class ProgressStore
{
    public const string Collection = "progress";

    private static readonly SeenVersion Seen = new(Source.Tracking, 0);

    private readonly IMongoCollection<BsonDocument> _progress;

    public ProgressStore(IMongoDatabase database)
    {
        MapStored();
        _progress = database.GetCollection<BsonDocument>(Collection);
    }

    public static void MapStored() => Stored.Map<PublicProgress>(
        nameof(PublicProgress.State), nameof(PublicProgress.LeadUnitName), nameof(PublicProgress.ChangedAt),
        nameof(PublicProgress.PromisedAt));

    /// <summary>Returns when this news, or newer, is stored.</summary>
    public async Task WriteAsync(TrackingNews news, CancellationToken cancel)
    {
        try
        {
            await _progress.UpdateOneAsync(Older(news), Set(news), new UpdateOptions { IsUpsert = true }, cancel);
        }
        catch (MongoWriteException error) when (error.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Newer news is there, or another replica was the first to write: the gate tells which.
            await _progress.UpdateOneAsync(Older(news), Set(news), cancellationToken: cancel);
        }
    }

    /// <summary>What was last heard of a ticket, null when nothing yet.</summary>
    public async Task<TrackingNews?> FindAsync(string ticket, CancellationToken cancel) =>
        (await FindAsync([ticket], cancel)).GetValueOrDefault(ticket);

    public async Task<IReadOnlyDictionary<string, TrackingNews>> FindAsync(IReadOnlyCollection<string> tickets, CancellationToken cancel)
    {
        var documents = await _progress.Find(Documents.ByIds(tickets)).ToListAsync(cancel);
        return documents.Select(Read).ToDictionary(news => news.Ticket);
    }

    /// <summary>The gate is in the filter: older or repeated news matches nothing.</summary>
    private static BsonDocument Older(TrackingNews news) => new() { { "_id", news.Ticket }, { Seen.Field, new BsonDocument("$lt", news.Version) } };

    private static BsonDocument Set(TrackingNews news) => new("$set", Content(news).Add(Seen.Field, news.Version));

    private static BsonDocument Content(TrackingNews news) => new()
    {
        { "progress", news.Progress.ToBsonDocument() },
        { "handlers", new BsonArray(news.Handlers) },
    };

    private static TrackingNews Read(BsonDocument document) => new(
        document["_id"].AsString,
        Envelope.SeenOf(document, Seen),
        BsonSerializer.Deserialize<PublicProgress>(document["progress"].AsBsonDocument),
        [.. document["handlers"].AsBsonArray.Select(unit => unit.AsString)]);
}
