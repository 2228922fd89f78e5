using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Sessions;

/// <summary>A client that goes away takes its statement with it: nothing stays behind that works, waits or holds a lock.</summary>
[Trait("Category", "Gateway")]
[Collection(Alone.Name)]
public sealed class DisconnectTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Update = Builders<BsonDocument>.Update;

    // Clients beyond what the pool has: their statements may begin in the very moment in which they leave.
    private const int Beyond = 10;

    [GatewayFact]
    public async Task Statements_of_clients_that_left_are_cancelled_and_their_connections_free()
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync([new BsonDocument { { "_id", 1 }, { "n", 0 } }, new BsonDocument("_id", 2)]);
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.UpdateOneAsync(session, Filter.Eq("_id", 1), Update.Set("held", true));

        // More than the pool has: were they not freed, no other client could be served while the lock is held.
        var blocked = await Task.WhenAll(Enumerable.Range(0, LanePool.MaxShared + Beyond).Select(_ => RawClient.ConnectAsync()));
        await Task.WhenAll(blocked.Select(c => c.SendAsync(RawClient.Message(Increment(collection)))));
        await Eventually.IsTrueAsync(async () => await ActiveAsync() == blocked.Length + 1);
        Array.ForEach(blocked, c => c.Dispose());
        await Eventually.IsTrueAsync(async () => await ActiveAsync() == 1);
        await collection.UpdateOneAsync(Filter.Eq("_id", 2), Update.Set("served", true)).WaitAsync(TimeSpan.FromSeconds(20));
        await session.CommitTransactionAsync();

        var document = await collection.Find(Filter.Eq("_id", 1)).SingleAsync();
        // A cancel that comes before its statement cancels nothing; that statement ends with its connection, unless the
        // lock was free before. All that waited for the lock when their clients left are gone.
        Assert.InRange(document["n"].AsInt32, 0, Beyond);
        Assert.True(document["held"].AsBoolean);
    }

    [GatewayFact]
    public async Task Clients_that_leave_as_their_answer_comes_delay_no_other()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "n", 0 } });

        // Telling the engine to stop takes a thread; were it the one that serves the sockets, all would wait for one another for seconds.
        var leaving = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                using var client = await RawClient.ConnectAsync();
                await client.RunAsync(Increment(collection));
                await client.SendAsync(RawClient.Message(Increment(collection)));
                Thread.SpinWait(Random.Shared.Next(60_000));
            }
        })));
        await leaving.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.InRange((await collection.Find(Filter.Eq("_id", 1)).SingleAsync())["n"].AsInt32, 1_600, 3_200);
    }

    [GatewayFact]
    public async Task The_transaction_of_a_client_that_left_is_rolled_back_at_once()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "n", 0 } });
        using (var client = await RawClient.ConnectAsync())
        {
            var reply = await client.RunAsync(Increment(collection).Merge(new BsonDocument
            {
                { "lsid", new BsonDocument("id", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard)) },
                { "txnNumber", 1L }, { "startTransaction", true }, { "autocommit", false },
            }));
            Assert.Equal(1, reply["nModified"].ToInt32());
        }

        await collection.UpdateOneAsync(Filter.Eq("_id", 1), Update.Inc("n", 10)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(10, (await collection.Find(Filter.Eq("_id", 1)).SingleAsync())["n"].AsInt32);
    }

    /// <summary>How many clients have a command under way, the asking one included.</summary>
    private async Task<int> ActiveAsync() =>
        (await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1)))["connections"]["active"].AsInt32;

    private static BsonDocument Increment(IMongoCollection<BsonDocument> collection) => new()
    {
        { "update", collection.CollectionNamespace.CollectionName },
        { "updates", new BsonArray { BsonDocument.Parse("{ q: { _id: 1 }, u: { $inc: { n: 1 } } }") } },
        { "$db", collection.Database.DatabaseNamespace.DatabaseName },
    };
}
