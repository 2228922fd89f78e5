using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Bench.Measuring;

/// <summary>What the store holds for the three services and how often they asked it, in MongoDB's own commands.</summary>
public sealed class Store(Place place) : IDisposable
{
    private static readonly string[] WriteCommands = ["insert", "update", "delete", "findAndModify"];
    private static readonly string[] ReadCommands = ["find", "aggregate", "getMore", "count", "distinct"];
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StillLimit = TimeSpan.FromMinutes(3);

    private readonly MongoClient _client = Open(place.MongoDb);

    /// <summary>A client that writes as durably as the services do.</summary>
    public static MongoClient Open(string address)
    {
        var settings = MongoClientSettings.FromConnectionString(address);
        settings.ApplicationName = "hotline-bench";
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        settings.ReadConcern = ReadConcern.Majority;
        return new MongoClient(settings);
    }

    public IMongoDatabase Database(string name) => _client.GetDatabase(place.DatabasePrefix + name);

    /// <summary>Commands since the server started; not a number where it does not count them.</summary>
    public async Task<(double Writes, double Reads)> CommandsAsync()
    {
        var status = await _client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1));
        var commands = status.GetValue("metrics", new BsonDocument()).AsBsonDocument.GetValue("commands", BsonNull.Value) as BsonDocument;
        return (Sum(WriteCommands), Sum(ReadCommands));

        double Sum(string[] names) => commands is null
            ? double.NaN
            : names.Sum(name => commands.TryGetValue(name, out var count) ? count["total"].ToDouble() : 0);
    }

    /// <summary>The documents of each service as BSON, in bytes.</summary>
    public async Task<IReadOnlyDictionary<string, long>> BytesAsync()
    {
        var bytes = new Dictionary<string, long>();
        foreach (var service in Place.Services)
        {
            bytes[service] = 0;
            await foreach (var collection in CollectionsAsync(service))
            {
                using var cursor = await collection.FindAsync(new BsonDocument(), new FindOptions<RawBsonDocument> { BatchSize = 500 });
                while (await cursor.MoveNextAsync())
                {
                    foreach (var document in cursor.Current)
                    {
                        bytes[service] += document.Slice.Length;
                        document.Dispose();
                    }
                }
            }
        }

        return bytes;
    }

    /// <summary>Returns when the number of documents stands still: what was answered is also done, published and archived.</summary>
    public async Task StillAsync()
    {
        using var limit = new CancellationTokenSource(StillLimit);
        var (before, now) = (-1L, await CountAsync());
        while (now != before)
        {
            await Task.Delay(Poll, limit.Token);
            (before, now) = (now, await CountAsync());
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<long> CountAsync()
    {
        var count = 0L;
        foreach (var service in Place.Services)
        {
            await foreach (var collection in CollectionsAsync(service))
            {
                count += await collection.CountDocumentsAsync(new BsonDocument());
            }
        }

        return count;
    }

    private async IAsyncEnumerable<IMongoCollection<RawBsonDocument>> CollectionsAsync(string service)
    {
        using var names = await Database(service).ListCollectionNamesAsync();
        foreach (var name in await names.ToListAsync())
        {
            yield return Database(service).GetCollection<RawBsonDocument>(name);
        }
    }
}
