using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Events.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Intake.Progress;

/// <summary>
/// Keeps what Tracking says of each appeal, beside the appeals: this is written for every change of every ticket,
/// and an appeal's document with its indexes is too dear for that. Events that arrive together are written together;
/// each is acknowledged only after its own write.
/// </summary>
public sealed class ProgressStore
{
    public const string Collection = "progress";

    private const int RoundLimit = 64;

    // The opening, or the dispatch that follows at once: most often nothing was heard of the ticket before, and an insert
    // costs the store much less than an upsert.
    private const long LikelyFirst = 2;
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };
    private static readonly SeenVersion Seen = new(Source.Tracking, 0);

    private readonly IMongoCollection<BsonDocument> _progress;
    private readonly Together<Waiting, bool> _together;

    public ProgressStore(IMongoDatabase database)
    {
        _progress = database.GetCollection<BsonDocument>(Collection);
        _together = new(RoundLimit, WriteAsync, MongoSetup.Patience);
    }

    /// <summary>Returns when this news, or newer, is stored.</summary>
    public Task WriteAsync(TrackingNews news, CancellationToken cancel) => _together.DoAsync(new Waiting(news), cancel);

    /// <summary>What was last heard of a ticket, null when nothing yet.</summary>
    public async Task<TrackingNews?> FindAsync(string ticket, CancellationToken cancel) =>
        (await FindAsync([ticket], cancel)).GetValueOrDefault(ticket);

    public async Task<IReadOnlyDictionary<string, TrackingNews>> FindAsync(IReadOnlyCollection<string> tickets, CancellationToken cancel)
    {
        var documents = await _progress.Find(Documents.ByIds(tickets)).ToListAsync(cancel);
        return documents.Select(Read).ToDictionary(news => news.Ticket);
    }

    private async Task WriteAsync(IReadOnlyList<Waiting> round, CancellationToken end)
    {
        // Of several changes of one ticket only the last is worth writing: each tells all that Intake keeps.
        // In the order of ids, as everybody who writes many tickets at once: so nobody waits in a circle.
        TrackingNews[] latest =
        [
            .. round.GroupBy(waiting => waiting.News.Ticket)
                .Select(changes => changes.MaxBy(change => change.News.Version)!.News)
                .OrderBy(news => news.Ticket, StringComparer.Ordinal),
        ];
        try
        {
            await _progress.BulkWriteAsync(latest.Select(news => news.Version <= LikelyFirst ? Insert(news) : Update(news, isUpsert: true)), Unordered, end);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.HasOnlyDuplicates())
        {
            // Newer news is there, or another replica was the first to write: the gate tells which.
            await _progress.BulkWriteAsync(error.WriteErrors.Select(write => Update(latest[write.Index], isUpsert: false)), Unordered, end);
        }

        foreach (var waiting in round)
        {
            waiting.End(true);
        }
    }

    private static WriteModel<BsonDocument> Insert(TrackingNews news) => new InsertOneModel<BsonDocument>(
        new BsonDocument("_id", news.Ticket).AddRange(Content(news)).Add(Envelope.Seen, new BsonDocument(Seen.Name, news.Version)));

    /// <summary>The gate is in the filter: older or repeated news matches nothing.</summary>
    private static WriteModel<BsonDocument> Update(TrackingNews news, bool isUpsert) => new UpdateOneModel<BsonDocument>(
        new BsonDocument { { "_id", news.Ticket }, { Seen.Field, new BsonDocument("$lt", news.Version) } },
        new BsonDocument("$set", Content(news).Add(Seen.Field, news.Version)))
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
        Envelope.SeenOf(document, Seen),
        BsonSerializer.Deserialize<PublicProgress>(document["progress"].AsBsonDocument),
        [.. document["handlers"].AsBsonArray.Select(unit => unit.AsString)]);

    private sealed class Waiting(TrackingNews news) : Asked<bool>
    {
        public TrackingNews News => news;
    }
}
