using System.Globalization;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// The facts that wait for their number in the feed. An entry is made before its fact is moved and taken off after
/// the number is stored: a fact that is there without an entry has been numbered. The key says everything, so that a
/// collection that lives on inserts and deletes needs no index.
/// </summary>
public sealed class FeedQueue(IMongoDatabase database, int partitions)
{
    public const string Name = "feed_queue";
    public static readonly BsonDocument Sort = new("_id", 1);

    private readonly IMongoCollection<BsonDocument> _entries = database.GetCollection<BsonDocument>(Name);

    /// <summary>Facts of this queue, by id, that this process has just moved: whoever numbers them need not read them back.</summary>
    public Recent<string, Fact> Moved { get; } = new(generation: 1_000);

    /// <summary>The entries of the partitions from one to another, both included.</summary>
    public static BsonDocument Between(int first, int last) => new("_id", new BsonDocument { { "$gte", Prefix(first) }, { "$lt", Prefix(last + 1) } });

    /// <summary>An entry may be there, left by a relay that died before it had moved the fact.</summary>
    public Task AddAsync(IEnumerable<Fact> facts, CancellationToken cancel) =>
        _entries.InsertMissingAsync(facts.Select(fact => new BsonDocument("_id", KeyOf(fact.Ticket, fact.V))), cancel);

    /// <summary>Ids of waiting facts, by partition.</summary>
    public async Task<IReadOnlyList<(int Partition, string FactId)>> ReadAsync(int first, int last, int limit, CancellationToken cancel)
    {
        var entries = await _entries.Find(Between(first, last)).Sort(Sort).Limit(limit).ToListAsync(cancel);
        return entries.ConvertAll(entry => Parse(entry["_id"].AsString));
    }

    /// <summary>Which of these facts wait.</summary>
    public async Task<HashSet<string>> WaitingAsync(IReadOnlyCollection<(string Ticket, long V)> facts, CancellationToken cancel)
    {
        var entries = await _entries.Find(ByKeys(facts)).ToListAsync(cancel);
        return [.. entries.Select(entry => Parse(entry["_id"].AsString).FactId)];
    }

    public Task RemoveAsync(IEnumerable<(string Ticket, long V)> facts, CancellationToken cancel) => _entries.DeleteManyAsync(ByKeys(facts), cancel);

    private BsonDocument ByKeys(IEnumerable<(string Ticket, long V)> facts) => Documents.ByIds(facts.Select(fact => KeyOf(fact.Ticket, fact.V)));

    private string KeyOf(string ticket, long v) => Prefix((int)(StableHash.Of(ticket) % (uint)partitions)) + Fact.IdOf(ticket, v);

    private static string Prefix(int partition) => string.Create(CultureInfo.InvariantCulture, $"{partition:D3}|");

    private static (int Partition, string FactId) Parse(string key) => (int.Parse(key.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture), key[4..]);
}
