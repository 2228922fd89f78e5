using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>One index, with its name and what it serves.</summary>
public sealed record IndexSpec(string Name, BsonDocument Keys)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    public bool Unique { get; init; }

    public BsonDocument? Partial { get; init; }

    public TimeSpan? ExpireAfter { get; init; }

    public CreateIndexModel<BsonDocument> ToModel() => new(Keys, new CreateIndexOptions<BsonDocument>
    {
        Name = Name,
        Unique = Unique ? true : null,
        PartialFilterExpression = Partial is null ? null : new BsonDocumentFilterDefinition<BsonDocument>(Partial),
        ExpireAfter = ExpireAfter,
    });

    /// <summary>Safe to run twice and by several replicas at once.</summary>
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
