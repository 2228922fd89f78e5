using Hotline.Chassis.Store;
using MongoDB.Driver;

namespace Hotline.Testing;

/// <summary>A database of its own on the real engine, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public string Name { get; } = "test_" + Guid.NewGuid().ToString("N")[..16];

    /// <summary>Notes what the store is asked, when set.</summary>
    public CommandLog? Log { get; init; }

    public IMongoDatabase Open() => _database ??= Watched(MongoSetup.Open(Platform.Current.MongoDb, Name, "hotline-test"));

    private IMongoDatabase? _database;

    public async ValueTask DisposeAsync() => await Open().Client.DropDatabaseAsync(Name);

    private IMongoDatabase Watched(IMongoDatabase database) => Log is null ? database : Log.Watch(database);
}
