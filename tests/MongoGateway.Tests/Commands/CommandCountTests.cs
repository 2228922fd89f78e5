using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>serverStatus tells how often each command came, as MongoDB does: what a load costs the store is counted there.</summary>
[Trait("Category", "Gateway")]
[Collection(Alone.Name)]
public sealed class CommandCountTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    [GatewayFact]
    public async Task A_command_counts_once_however_many_documents_it_brings()
    {
        var collection = store.NewCollection();
        var (inserts, deletes) = (await TotalAsync("insert"), await TotalAsync("delete"));

        await collection.InsertManyAsync([new BsonDocument("_id", 1), new BsonDocument("_id", 2)]);
        await collection.InsertOneAsync(new BsonDocument("_id", 3));

        Assert.Equal(2, await TotalAsync("insert") - inserts);
        Assert.Equal(0, await TotalAsync("delete") - deletes);
    }

    private async Task<double> TotalAsync(string command)
    {
        var status = await store.Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1));
        return status["metrics"]["commands"][command]["total"].ToDouble();
    }
}
