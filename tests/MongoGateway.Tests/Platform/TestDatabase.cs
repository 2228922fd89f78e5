using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>A database of its own for one class of tests, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    public string Address { get; } = StoreAddress.Find();

    public IMongoClient Client => Database.Client;

    public IMongoDatabase Database { get; private set; } = null!;

    public Task InitializeAsync()
    {
        var settings = MongoClientSettings.FromConnectionString(Address);
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(10);
        Database = new MongoClient(settings).GetDatabase("test_" + Guid.NewGuid().ToString("N")[..12]);
        return Task.CompletedTask;
    }

    /// <summary>A collection that no other test of the class uses.</summary>
    public IMongoCollection<BsonDocument> NewCollection() => Database.GetCollection<BsonDocument>("c" + Guid.NewGuid().ToString("N")[..12]);

    public async Task DisposeAsync()
    {
        await Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);
        Client.Dispose();
    }
}
