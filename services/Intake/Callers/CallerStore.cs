using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Intake.Callers;

/// <summary>
/// Gives each telephone number one reference, whoever asks first: the store takes no second document with the same entry of the index.
/// Numbers that call at the same time are looked up, and written, in one command each.
/// </summary>
public sealed class CallerStore
{
    /// <summary>The collection: one document for each number that has called.</summary>
    public const string Collection = "callers";

    public static IReadOnlyList<IndexSpec> Indexes { get; } = [new IndexSpec("index", new BsonDocument("index", 1)) { Unique = true }];

    // Shorter than the default: a submit asks the store for more than this, and is answered within ten seconds.
    private static readonly BatchOptions Batches = new() { Timeout = TimeSpan.FromSeconds(3) };

    private readonly PhoneIndex _index;
    private readonly CallerMaker _maker;
    private readonly RequestBatcher<string, string> _batcher;

    public CallerStore(IMongoDatabase database, PhoneIndex index, CallerMaker maker, TimeProvider system)
    {
        MapStored();
        (_index, _maker) = (index, maker);
        Callers = database.GetCollection<BsonDocument>(Collection);
        _batcher = new(ResolveAsync, Batches, system);
    }

    public IMongoCollection<BsonDocument> Callers { get; }

    public static void MapStored() => Stored.MapById<CallerRecord>(
        nameof(CallerRecord.Reference), nameof(CallerRecord.Index), nameof(CallerRecord.Kids), nameof(CallerRecord.Phone),
        nameof(CallerRecord.PhoneKid));

    public static CallerRecord Read(BsonDocument document) => BsonSerializer.Deserialize<CallerRecord>(document);

    /// <summary>Those whose entries are not exactly under these keys.</summary>
    public static BsonDocument NotUnder(IReadOnlyList<string> kids) => new("kids", new BsonDocument("$ne", new BsonArray(kids)));

    /// <summary>Those who can be found under none of these keys.</summary>
    public static BsonDocument UnderNone(IReadOnlyList<string> kids) => new("kids", Documents.NoneOf(kids));

    /// <summary>
    /// The reference of a number, the same for the same number; a fresh one each time for a claimant without one. A process that dies
    /// before the appeal is stored leaves a caller without appeals, whom the repeat of the request finds.
    /// </summary>
    /// <exception cref="TimeoutException">Too many requests wait, or the store did not answer in time.</exception>
    /// <exception cref="MongoException">The store is away, or refuses.</exception>
    public async Task<string> ReferenceOfAsync(PhoneNumber? phone, CancellationToken cancel) =>
        phone is null ? CallerMaker.NewReference() : await _batcher.SendAsync(phone.Normal, cancel);

    private async Task ResolveAsync(IReadOnlyList<BatchItem<string, string>> batch, CancellationToken limit)
    {
        var entries = batch.Select(item => item.Request).Distinct(StringComparer.Ordinal).ToDictionary(phone => phone, _index.EntriesOf);
        var known = await FindAsync(entries.Values, limit);
        while (true)
        {
            // In the order of their entries, to avoid deadlocks.
            var unknown = entries.Where(phone => !phone.Value.Any(known.ContainsKey)).Select(phone => _maker.Make(phone.Key))
                .OrderBy(caller => caller.Index[0], StringComparer.Ordinal).ToList();
            if (unknown.Count == 0)
            {
                break;
            }

            if (await Callers.InsertMissingAsync(unknown.Select(caller => caller.ToBsonDocument()), limit) > 0)
            {
                // Another replica was the first to insert one: its reference counts.
                known = await FindAsync(entries.Values, limit);
                continue;
            }

            unknown.ForEach(caller => known.Add(caller.Index[^1], caller.Reference));
        }

        foreach (var item in batch)
        {
            // Of two the one under the newest key counts, for every replica alike.
            item.Complete(entries[item.Request].Select(known.GetValueOrDefault).Last(reference => reference is not null)!);
        }
    }

    private async Task<Dictionary<string, string>> FindAsync(IEnumerable<IReadOnlyList<string>> entries, CancellationToken cancel)
    {
        var found = await Callers.Find(new BsonDocument("index", Documents.OneOf(entries.SelectMany(each => each))))
            .Project(new BsonDocument("index", 1))
            .ToListAsync(cancel);
        return found
            .SelectMany(caller => caller["index"].AsBsonArray.Select(entry => (Entry: entry.AsString, Reference: caller["_id"].AsString)))
            .ToDictionary(known => known.Entry, known => known.Reference, StringComparer.Ordinal);
    }
}
