using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Tests.Sessions;

/// <summary>A driver whose connection broke repeats a write under its number: it happens once.</summary>
[Trait("Category", "Gateway")]
public sealed class RepeatedWriteTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    [GatewayFact]
    public async Task The_same_number_gets_the_first_reply_even_over_another_connection()
    {
        var collection = store.NewCollection().CollectionNamespace.CollectionName;
        var session = Session();
        using var first = await RawClient.ConnectAsync();
        using var second = await RawClient.ConnectAsync();
        await first.RunAsync(Numbered(Insert(collection, 1), session, 1));

        var once = await first.RunAsync(Numbered(Increment(collection), session, 2));
        var again = await second.RunAsync(Numbered(Increment(collection), session, 2));
        var insertAgain = await second.RunAsync(Numbered(Insert(collection, 1), session, 1));

        Assert.Equal(once, again);
        Assert.Equal(1, await NumberAsync(collection));
        Assert.Equal(225, insertAgain["code"].AsInt32); // older than what the session has done since
    }

    [GatewayFact]
    public async Task The_next_number_and_another_session_are_new_writes()
    {
        var collection = store.NewCollection().CollectionNamespace.CollectionName;
        var session = Session();
        using var client = await RawClient.ConnectAsync();
        await client.RunAsync(Numbered(Insert(collection, 1), session, 1));
        await client.RunAsync(Numbered(Increment(collection), session, 2));
        await client.RunAsync(Numbered(Increment(collection), session, 3));
        await client.RunAsync(Numbered(Increment(collection), Session(), 3));

        Assert.Equal(3, await NumberAsync(collection));
    }

    [GatewayFact]
    public async Task A_repeat_while_the_first_is_under_way_waits_for_its_reply()
    {
        var collection = store.NewCollection().CollectionNamespace.CollectionName;
        var session = Session();
        var clients = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RawClient.ConnectAsync()));
        await clients[0].RunAsync(Insert(collection, 1));

        var replies = await Task.WhenAll(clients.Select(c => c.RunAsync(Numbered(Increment(collection), session, 5))));

        Assert.All(replies, r => Assert.Equal(1, r["nModified"].ToInt32()));
        Assert.Equal(1, await NumberAsync(collection));
        Array.ForEach(clients, c => c.Dispose());
    }

    private static BsonDocument Session() => new("id", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard));

    private static BsonDocument Numbered(BsonDocument command, BsonDocument session, long number) =>
        command.Add("lsid", session).Add("txnNumber", number);

    private BsonDocument Insert(string collection, int id) => new()
    {
        { "insert", collection }, { "documents", new BsonArray { new BsonDocument { { "_id", id }, { "n", 0 } } } },
        { "$db", store.Database.DatabaseNamespace.DatabaseName },
    };

    private BsonDocument Increment(string collection) => new()
    {
        { "update", collection }, { "updates", new BsonArray { BsonDocument.Parse("{ q: { _id: 1 }, u: { $inc: { n: 1 } } }") } },
        { "$db", store.Database.DatabaseNamespace.DatabaseName },
    };

    private async Task<int> NumberAsync(string collection)
    {
        var found = await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument("find", collection));
        return found["cursor"]["firstBatch"][0]["n"].AsInt32;
    }
}
