using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

public sealed class QueryTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly SortDefinitionBuilder<BsonDocument> Sort = Builders<BsonDocument>.Sort;

    [Fact]
    public async Task Pages_by_key_in_order_with_projection()
    {
        var tickets = await NumbersAsync(30);

        var page = await tickets.Find(Filter.Gt("n", 10))
            .Sort(Sort.Ascending("n"))
            .Skip(2)
            .Limit(3)
            .Project(Builders<BsonDocument>.Projection.Include("n").Exclude("_id"))
            .ToListAsync();

        Assert.Equal(["{ \"n\" : 13 }", "{ \"n\" : 14 }", "{ \"n\" : 15 }"], page.Select(d => d.ToJson()));
    }

    [Theory]
    [InlineData("{ n: { $in: [1, 3, 99] } }", 2)]
    [InlineData("{ $or: [ { n: 1 }, { n: { $gte: 28 } } ] }", 3)]
    [InlineData("{ parity: 'odd', n: { $lt: 10 } }", 5)]
    [InlineData("{ missing: { $exists: false }, n: { $mod: [10, 0] } }", 3)]
    [InlineData("{ tags: 'b' }", 15)]
    [InlineData("{ tags: { $all: ['a', 'b'] } }", 15)]
    [InlineData("{ items: { $elemMatch: { k: 5, w: 6 } } }", 1)]
    [InlineData("{ name: { $regex: '^ticket-1' } }", 11)]
    [InlineData("{ 'nested.value': 4 }", 1)]
    [InlineData("{ $expr: { $eq: ['$n', '$nested.value'] } }", 30)]
    [InlineData("{ n: { $type: 'int' }, parity: { $ne: 'odd' } }", 15)]
    public async Task Finds_what_a_filter_describes(string filter, int expected)
    {
        var tickets = await NumbersAsync(30);

        Assert.Equal(expected, (await tickets.Find(BsonDocument.Parse(filter)).ToListAsync()).Count);
        Assert.Equal(expected, await tickets.CountDocumentsAsync(BsonDocument.Parse(filter)));
    }

    [Fact]
    public async Task Counts_and_tells_apart()
    {
        var tickets = await NumbersAsync(30);

        Assert.Equal(30, await tickets.EstimatedDocumentCountAsync());
        Assert.Equal(["even", "odd"], (await (await tickets.DistinctAsync<string>("parity", Filter.Empty)).ToListAsync()).Order());
        Assert.True(await tickets.Find(Filter.Eq("n", 7)).AnyAsync());
        Assert.Null(await tickets.Find(Filter.Eq("n", 777)).FirstOrDefaultAsync());
    }

    [Fact]
    public async Task Finds_Chinese_text_by_its_own_index_terms()
    {
        var notes = store.NewCollection();
        await notes.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(
            Builders<BsonDocument>.IndexKeys.Text("words"), new CreateIndexOptions { DefaultLanguage = "none" }));
        await notes.InsertManyAsync(
        [
            new BsonDocument { { "_id", 1 }, { "words", "路灯 不亮 李各庄" } },
            new BsonDocument { { "_id", 2 }, { "words", "供暖 不热" } },
        ]);

        var found = await notes.Find(Filter.Text("路灯")).ToListAsync();

        Assert.Equal(1, Assert.Single(found)["_id"].AsInt32);
    }

    [Fact]
    public async Task Finds_what_is_near()
    {
        var places = store.NewCollection();
        await places.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Builders<BsonDocument>.IndexKeys.Geo2DSphere("at")));
        await places.InsertManyAsync([Place(1, 116.843, 40.376), Place(2, 116.850, 40.380), Place(3, 117.9, 41.2)]);

        var near = await places.Find(BsonDocument.Parse(
            "{ at: { $nearSphere: { $geometry: { type: 'Point', coordinates: [116.843, 40.376] }, $maxDistance: 2000 } } }")).ToListAsync();

        Assert.Equal([1, 2], near.Select(p => p["_id"].AsInt32));

        static BsonDocument Place(int id, double longitude, double latitude) => new()
        {
            { "_id", id }, { "at", new BsonDocument { { "type", "Point" }, { "coordinates", new BsonArray { longitude, latitude } } } },
        };
    }

    private async Task<IMongoCollection<BsonDocument>> NumbersAsync(int count)
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync(Enumerable.Range(0, count).Select(i => new BsonDocument
        {
            { "_id", i }, { "n", i }, { "parity", i % 2 == 0 ? "even" : "odd" }, { "name", $"ticket-{i}" },
            { "tags", i % 2 == 0 ? new BsonArray { "a" } : new BsonArray { "a", "b" } },
            { "items", new BsonArray { new BsonDocument { { "k", i }, { "w", i + 1 } } } }, { "nested", new BsonDocument("value", i) },
        }));
        return collection;
    }
}
