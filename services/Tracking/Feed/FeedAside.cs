using System.Diagnostics.Metrics;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Chassis.Telemetry;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Waiting facts that cannot be numbered: kept here by their ids, logged and counted, while the others go on. One that was
/// only missing goes back to the queue when it has been archived after all.
/// </summary>
public sealed partial class FeedAside(
    IMongoDatabase database, FactStore<TicketRecord> tickets, FeedQueue queue, TimeProvider system, ILogger<FeedAside> logger)
{
    /// <summary>The collection.</summary>
    public const string Name = "feed_aside";

    /// <summary>Its event does not parse.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>It has not been archived for long.</summary>
    public const string Missing = "missing";

    /// <summary>The store does not take its entry.</summary>
    public const string Refused = "refused";

    private const int Page = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly Counter<long> PutAside = Tracing.Meter.CreateCounter<long>(
        "hotline.feed.aside", "{fact}", "Facts put aside because they cannot be numbered.");

    private long? _lookedAt;

    /// <summary>What is put aside, by the key that it had in the queue.</summary>
    public IMongoCollection<BsonDocument> Entries { get; } = database.GetCollection<BsonDocument>(Name);

    /// <summary>Takes facts out of the queue. Dying in between leaves them in both, and they are put aside again.</summary>
    public async Task PutAsync(IReadOnlyCollection<WaitingFact> facts, string reason, CancellationToken cancel)
    {
        if (facts.Count == 0)
        {
            return;
        }

        var entries = facts.Select(fact =>
            new BsonDocument { { "_id", fact.QueueKey }, { "reason", reason } }.AddRange(FeedDocuments.Write(fact.Details)));
        await Entries.InsertMissingAsync(entries, cancel);
        await queue.RemoveAsync(facts, cancel);
        PutAside.Add(facts.Count, new KeyValuePair<string, object?>("reason", reason));
        foreach (var fact in facts)
        {
            WasPutAside(fact.QueueKey, reason);
        }
    }

    /// <summary>Once a minute: what was missing and is there now waits again.</summary>
    public async Task ReturnAsync(CancellationToken cancel)
    {
        if (_lookedAt is { } lookedAt && system.GetElapsedTime(lookedAt) < Interval)
        {
            return;
        }

        _lookedAt = system.GetTimestamp();
        var entries = await Entries.Find(new BsonDocument("reason", Missing)).Limit(Page).ToListAsync(cancel);
        var missing = entries.ConvertAll(entry => FeedQueue.Read(entry));
        var archived = await tickets.ArchivedAsync(missing.Select(entry => entry.Fact), cancel);
        var back = entries.Where((_, i) => archived.Contains(missing[i].Fact)).ToList();
        if (back.Count > 0)
        {
            await queue.Entries.InsertMissingAsync(
                back.Select(entry => new BsonDocument(entry.Where(each => each.Name != "reason"))), cancel);
            await Entries.DeleteManyAsync(Documents.ByIds(back.Select(entry => entry["_id"].AsString)), cancel);
        }
    }

    [LoggerMessage(412, LogLevel.Error, "{Fact} is put aside and gets no number: {Reason}")]
    private partial void WasPutAside(string fact, string reason);
}
