using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

public sealed class TimeLimitTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Ends_a_command_that_takes_longer_than_the_caller_allows()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument("_id", 1));
        var slow = new[]
        {
            BsonDocument.Parse("{ $project: { n: { $range: [0, 900000] } } }"),
            BsonDocument.Parse("{ $unwind: '$n' }"),
            BsonDocument.Parse("{ $group: { _id: '$n' } }"),
            BsonDocument.Parse("{ $count: 'n' }"),
        };

        await Assert.ThrowsAsync<MongoExecutionTimeoutException>(async () => await (await collection.AggregateAsync<BsonDocument>(
            slow, new AggregateOptions { MaxTime = TimeSpan.FromMilliseconds(50) })).ToListAsync());

        var generous = new CountOptions { MaxTime = TimeSpan.FromSeconds(30) };
        Assert.Equal(1, await collection.CountDocumentsAsync(Builders<BsonDocument>.Filter.Empty, generous));
    }
}
