using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// The facts that wait for their number in the feed. The outbox inserts an entry before it archives the fact; the sequencer
/// removes it after the number is stored: a fact that is archived and has no entry has been numbered. The key says which fact and which
/// partition, so that a collection that lives on inserts and deletes needs no index; the rest is all the feed keeps of
/// the fact, so that giving it a number needs no snapshot.
/// </summary>
public sealed class FeedQueue(IMongoDatabase database, FeedOptions options)
{
    /// <summary>The collection.</summary>
    public const string Name = "feed_queue";

    /// <summary>By key: partition after partition.</summary>
    public static readonly BsonDocument Sort = new("_id", 1);

    public IMongoCollection<BsonDocument> Entries { get; } = database.GetCollection<BsonDocument>(Name);

    /// <summary>The entries of the partitions from one to another, both included, behind a key.</summary>
    public static BsonDocument Between(int first, int last, string after = "") => new("_id", new BsonDocument
    {
        { "$gt", string.CompareOrdinal(after, QueueKey.Start(first)) > 0 ? after : QueueKey.Start(first) },
        { "$lt", QueueKey.Start(last + 1) },
    });

    /// <summary>What is under a key that no service wrote has no details, and the partition in whose range it was found.</summary>
    public static WaitingFact Read(BsonDocument entry, int found = 0)
    {
        var key = entry["_id"].AsString;
        return QueueKey.Parse(key) is var (partition, fact)
            ? new(key, partition, fact, FeedDocuments.ReadDetails(entry))
            : new(key, found, new(key, 0), null);
    }

    /// <summary>Before facts are archived. An entry may be there, left by an outbox that died before it had archived the fact.</summary>
    public Task ArchivingAsync(IReadOnlyList<Fact> facts, CancellationToken cancel) =>
        Entries.InsertMissingAsync(facts.Select(Write), cancel);

    /// <summary>A page of waiting facts behind a key, in the order of their keys.</summary>
    public async Task<IReadOnlyList<WaitingFact>> ReadAsync(int first, int last, string after, int limit, CancellationToken cancel)
    {
        var entries = await Entries.Find(Between(first, last, after), Documents.OneTrip).Sort(Sort).Limit(limit).ToListAsync(cancel);
        return entries.ConvertAll(entry => Read(entry, first));
    }

    /// <summary>Which of these facts wait.</summary>
    public async Task<HashSet<Unfed>> WaitingAsync(IEnumerable<Unfed> facts, CancellationToken cancel)
    {
        var byKey = facts.ToDictionary(KeyOf);
        var entries = await Entries
            .Find(Documents.ByIds(byKey.Keys), Documents.OneTrip)
            .Project(new BsonDocument("_id", 1))
            .ToListAsync(cancel);
        return [.. entries.Select(entry => byKey[entry["_id"].AsString])];
    }

    /// <summary>Removes facts that have their number, or were put aside.</summary>
    public Task RemoveAsync(IEnumerable<WaitingFact> facts, CancellationToken cancel) =>
        Entries.DeleteManyAsync(Documents.ByIds(facts.Select(fact => fact.QueueKey)), cancel);

    private string KeyOf(Unfed fact) => QueueKey.Of((int)(StableHash.Of(fact.Ticket) % (uint)options.Partitions), fact);

    /// <summary>A fact whose event cannot be read waits without details, to be put aside by the replica that numbers.</summary>
    private BsonDocument Write(Fact fact)
    {
        var entry = new BsonDocument("_id", KeyOf(new(fact.Ticket, fact.V)));
        return entry.AddRange(FeedDocuments.Write(fact.Events.Count > 0 ? FeedDetails.Of(fact.Events[0].Json, fact.RecordedAt) : null));
    }
}
