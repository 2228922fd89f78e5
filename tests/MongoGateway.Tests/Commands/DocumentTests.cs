using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

public sealed class DocumentTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    [Fact]
    public async Task Returns_what_was_inserted()
    {
        var tickets = store.NewCollection();
        await tickets.InsertOneAsync(new BsonDocument { { "_id", "t1" }, { "title", "井盖丢失" }, { "at", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) } });

        var found = await tickets.Find(Filter.Eq("_id", "t1")).SingleAsync();

        Assert.Equal("井盖丢失", found["title"].AsString);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), found["at"].ToUniversalTime());
    }

    [Fact]
    public async Task Updates_only_the_version_that_was_read()
    {
        var tickets = store.NewCollection();
        await tickets.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "v", 1 } });

        var first = await tickets.UpdateOneAsync(Filter.Eq("_id", 1) & Filter.Eq("v", 1), Builders<BsonDocument>.Update.Inc("v", 1));
        var second = await tickets.UpdateOneAsync(Filter.Eq("_id", 1) & Filter.Eq("v", 1), Builders<BsonDocument>.Update.Inc("v", 1));

        Assert.Equal((1, 1), (first.MatchedCount, first.ModifiedCount));
        Assert.Equal((0, 0), (second.MatchedCount, second.ModifiedCount));
    }
}
