using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>One index, with its name and what it serves.</summary>
/// <param name="Name">Explicit, so that declared and existing indexes can be compared.</param>
/// <param name="Keys">Elements and directions, as the store writes them.</param>
public sealed record IndexSpec(string Name, BsonDocument Keys)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether two documents may not share its keys; default false. A sharded collection admits only one that begins with the
    /// shard key.
    /// </summary>
    public bool Unique { get; init; }

    /// <summary>Which documents it holds; null, the default, holds all. A query uses it only when it states the same condition.</summary>
    public BsonDocument? Partial { get; init; }

    /// <summary>How long after the instant in its key a document is deleted; null, the default, keeps it.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>The driver's form of it.</summary>
    public CreateIndexModel<BsonDocument> ToModel() => new(Keys, new CreateIndexOptions<BsonDocument>
    {
        Name = Name,
        Unique = Unique ? true : null,
        PartialFilterExpression = Partial is null ? null : new BsonDocumentFilterDefinition<BsonDocument>(Partial),
        ExpireAfter = ExpireAfter,
    });

    /// <summary>Safe to run twice and by several replicas at once.</summary>
    /// <param name="collection">Where the indexes belong.</param>
    /// <param name="indexes">Those that must exist; others stay.</param>
    /// <param name="cancel">Ends the wait; the store goes on.</param>
    /// <exception cref="MongoCommandException">An index of the same name or keys exists with other options.</exception>
    public static async Task EnsureAsync(
        IMongoCollection<BsonDocument> collection, IReadOnlyList<IndexSpec> indexes, CancellationToken cancel)
    {
        if (indexes.Count == 0)
        {
            return;
        }

        // Over a large collection it takes longer than any other answer may.
        var settings = collection.Database.Client.Settings.Clone();
        settings.SocketTimeout = Timeout;
        using var client = new MongoClient(settings);
        var database = client.GetDatabase(collection.Database.DatabaseNamespace.DatabaseName);
        var alike = database.GetCollection<BsonDocument>(collection.CollectionNamespace.CollectionName);
        await alike.Indexes.CreateManyAsync(indexes.Select(index => index.ToModel()), cancel);
    }
}
