using Hotline.Chassis.Store;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Store;

/// <summary>A store that keeps the connection and says nothing holds no loop for ever.</summary>
public sealed class MongoSetupTests
{
    private static readonly BsonDocument Update = new("$set", new BsonDocument("a", 1));

    private static readonly Dictionary<string, Func<IMongoCollection<BsonDocument>, Task>> Operations = new(StringComparer.Ordinal)
    {
        ["find"] = tickets => tickets.Find(new BsonDocument()).ToListAsync(),
        ["insert"] = tickets => tickets.InsertOneAsync(new BsonDocument("_id", "1")),
        ["update many"] = tickets => tickets.UpdateManyAsync(new BsonDocument(), Update),
        ["bulk write"] = tickets => tickets.BulkWriteAsync([new InsertOneModel<BsonDocument>(new BsonDocument("_id", "2"))]),
        ["find and update"] = tickets => tickets.FindOneAndUpdateAsync<BsonDocument>(new BsonDocument(), Update),
        ["aggregate"] = tickets => tickets.Aggregate().Match(new BsonDocument()).ToListAsync(),
        ["count"] = tickets => tickets.CountDocumentsAsync(new BsonDocument()),
    };

    [Fact]
    public async Task Every_operation_on_a_store_that_has_stopped_answering_ends_as_away_within_its_limit()
    {
        await using var proxy = new FaultProxy(Platform.Current.MongoDb);
        var name = "hotline_test_" + Guid.NewGuid().ToString("N");
        var database = MongoSetup.Open(proxy.Address, name, "hotline-test", TimeSpan.FromSeconds(1));
        var tickets = database.GetCollection<BsonDocument>("tickets");
        await tickets.CountDocumentsAsync(new BsonDocument());
        proxy.Freeze();

        var running = Operations.ToDictionary(operation => operation.Key, operation => operation.Value(tickets));
        await Task.WhenAny(Task.WhenAll(running.Values), Task.Delay(TimeSpan.FromSeconds(25)));

        Assert.All(running, each => Assert.True(
            each.Value.Exception?.InnerException is { } error && MongoSetup.IsAway(error),
            $"{each.Key}: {each.Value.Status} {each.Value.Exception}"));
    }
}
