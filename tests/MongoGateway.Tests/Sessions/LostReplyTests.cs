using System.Net;
using System.Net.Sockets;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Hosting;
using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Sessions;

/// <summary>The store did what it was told and its answer got lost: a client that repeats is not served twice.</summary>
[Trait("Category", "Gateway")]
public sealed class LostReplyTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    [GatewayFact]
    public async Task A_numbered_write_that_was_given_up_without_an_answer_is_not_run_again()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "n", 0 } });
        using var proxy = new FaultProxy();
        using var stop = new CancellationTokenSource();
        await using var postgres = EngineSource.From(proxy.ConnectionString);
        var engine = await EngineProbe.WaitAsync(postgres, TimeSpan.FromSeconds(10), TimeProvider.System, stop.Token);
        await using var lanes = new LanePool(postgres, TimeProvider.System);
        using var services = new GatewayServices(lanes, engine, TimeProvider.System);
        var port = FreePort();
        await using var server = new GatewayServer(new IPEndPoint(IPAddress.Loopback, port), services);
        var running = server.RunAsync(stop.Token);
        using var client = await RawClient.ConnectAsync(port);
        await client.RunAsync(Increment(collection, -1)); // the connection and its statement are ready
        var write = Increment(collection, 1).Merge(new BsonDocument
        {
            { "lsid", new BsonDocument("id", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard)) },
            { "txnNumber", 1L }, { "maxTimeMS", 1_000 },
        });

        proxy.HoldBack();
        await client.SendAsync(RawClient.Message(write));
        await Eventually.IsTrueAsync(async () => await NumberAsync(collection) == 0);
        var lost = await client.ReceiveAsync();
        proxy.LetPass();
        var repeated = await client.RunAsync(write);

        Assert.Equal(0, await NumberAsync(collection));
        Assert.Equal((11602, 11602), (lost!["code"].AsInt32, repeated["code"].AsInt32));
        Assert.False(repeated.Contains("errorLabels"));
        await stop.CancelAsync();
        await running;
    }

    private static async Task<int> NumberAsync(IMongoCollection<BsonDocument> collection) =>
        (await collection.Find(Builders<BsonDocument>.Filter.Empty).SingleAsync())["n"].AsInt32;

    private static BsonDocument Increment(IMongoCollection<BsonDocument> collection, int by) => new()
    {
        { "update", collection.CollectionNamespace.CollectionName },
        {
            "updates", new BsonArray
            {
                new BsonDocument { { "q", new BsonDocument("_id", 1) }, { "u", new BsonDocument("$inc", new BsonDocument("n", by)) } },
            }
        },
        { "$db", collection.Database.DatabaseNamespace.DatabaseName },
    };

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
