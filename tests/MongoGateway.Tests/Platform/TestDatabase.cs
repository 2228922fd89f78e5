using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>A database of its own for one class of tests, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    // One client for all, as the driver advises.
    private static readonly Lazy<MongoClient> Shared = new(Connect);

    public IMongoClient Client => Database.Client;

    public IMongoDatabase Database { get; } = Shared.Value.GetDatabase("test_" + Guid.NewGuid().ToString("N")[..12]);

    /// <summary>A collection that no other test of the class uses.</summary>
    public IMongoCollection<BsonDocument> NewCollection() => Database.GetCollection<BsonDocument>("c" + Guid.NewGuid().ToString("N")[..12]);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);

    private static MongoClient Connect()
    {
        var settings = MongoClientSettings.FromConnectionString(StoreAddress.Find());
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(10);
        return new MongoClient(settings);
    }
}
