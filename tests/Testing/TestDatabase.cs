using Hotline.Chassis.Store;
using MongoDB.Driver;

namespace Hotline.Testing;

/// <summary>A database of its own on the real engine, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public string Name { get; } = "test_" + Guid.NewGuid().ToString("N")[..16];

    public IMongoDatabase Open() => _database ??= MongoSetup.Open(Platform.Current.MongoDb, Name, "hotline-test");

    private IMongoDatabase? _database;

    public async ValueTask DisposeAsync() => await Open().Client.DropDatabaseAsync(Name);
}
