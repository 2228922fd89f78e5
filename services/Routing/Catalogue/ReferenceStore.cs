using Hotline.Chassis.Store;
using Hotline.Routing.Catalogue.Rules;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Routing.Catalogue;

/// <summary>Keeps every edition that was ever in force, one document each, never changed.</summary>
public sealed class ReferenceStore
{
    /// <summary>The collection: one document for each edition.</summary>
    public const string CollectionName = "editions";
    private const int Kept = 20;
    private readonly IMongoCollection<BsonDocument> _editions;

    public ReferenceStore(IMongoDatabase database)
    {
        ReferenceBson.MapStored();
        _editions = database.GetCollection<BsonDocument>(CollectionName);
    }

    /// <summary>Records the files' edition when it is new, and returns the newest editions, newest first.</summary>
    /// <exception cref="InvalidDataException">An edition of this number is stored and differs from the files.</exception>
    public async Task<IReadOnlyList<ReferenceEdition>> RecordAsync(ReferenceEdition files, DateTime recordedAt, CancellationToken cancel)
    {
        var stored = await NewestAsync(cancel);
        if (stored.Count == 0 || files.Edition > stored[0].Edition)
        {
            await TryInsertAsync(files with { RecordedAt = recordedAt }, cancel);
            stored = await NewestAsync(cancel);
        }

        var same = stored.FirstOrDefault(e => e.Edition == files.Edition);
        return same is null || SameContent(same, files)
            ? stored
            : throw new InvalidDataException(
                $"The files in deploy/data differ from edition {files.Edition} as it was stored "
                + $"({files.Fingerprint}, stored {same.Fingerprint}). "
                + "Raise \"edition\" in release.json and say who changed what; see deploy/data/README.md.");
    }

    private static bool SameContent(ReferenceEdition one, ReferenceEdition other) =>
        one.Fingerprint == other.Fingerprint
            && one.EffectiveFrom == other.EffectiveFrom
            && one.Author == other.Author
            && one.Reason == other.Reason;

    private async Task<IReadOnlyList<ReferenceEdition>> NewestAsync(CancellationToken cancel)
    {
        var documents = await _editions.Find(new BsonDocument()).Sort(new BsonDocument("_id", -1)).Limit(Kept).ToListAsync(cancel);
        return [.. documents.Select(StateBson.Read<ReferenceEdition>)];
    }

    private async Task TryInsertAsync(ReferenceEdition edition, CancellationToken cancel)
    {
        var document = new BsonDocument("_id", edition.Edition);
        document.AddRange(StateBson.Write(edition));
        try
        {
            await _editions.InsertOneAsync(document, null, cancel);
        }
        catch (MongoWriteException error) when (error.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Another replica was first; its content is compared like any stored edition's.
        }
    }
}
