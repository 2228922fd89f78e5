using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

public sealed class SchemaTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly IndexKeysDefinitionBuilder<BsonDocument> Keys = Builders<BsonDocument>.IndexKeys;

    [Fact]
    public async Task Creates_every_kind_of_index_and_lists_it_as_declared()
    {
        var collection = store.NewCollection();
        await collection.Indexes.CreateManyAsync(
        [
            new(Keys.Ascending("number"), new CreateIndexOptions { Name = "unique", Unique = true }),
            new(Keys.Ascending("unit").Descending("at"), new CreateIndexOptions { Name = "compound" }),
            new(Keys.Ascending("due"), new CreateIndexOptions<BsonDocument>
            {
                Name = "partial", PartialFilterExpression = Builders<BsonDocument>.Filter.Exists("due"),
            }),
            new(Keys.Ascending("expires"), new CreateIndexOptions { Name = "ttl", ExpireAfter = TimeSpan.FromDays(30) }),
            new(Keys.Text("content"), new CreateIndexOptions { Name = "text" }),
            new(Keys.Geo2DSphere("place"), new CreateIndexOptions { Name = "place" }),
        ]);

        var indexes = (await (await collection.Indexes.ListAsync()).ToListAsync()).ToDictionary(i => i["name"].AsString);

        Assert.Equal(["_id_", "compound", "partial", "place", "text", "ttl", "unique"], indexes.Keys.Order());
        Assert.True(indexes["unique"]["unique"].AsBoolean);
        Assert.Equal(BsonDocument.Parse("{ unit: 1, at: -1 }"), indexes["compound"]["key"].AsBsonDocument);
        Assert.Equal(30 * 24 * 3600, indexes["ttl"]["expireAfterSeconds"].ToInt32());
        Assert.Equal(BsonDocument.Parse("{ due: { $exists: true } }"), indexes["partial"]["partialFilterExpression"].AsBsonDocument);
    }

    [Fact]
    public async Task Creating_an_index_again_changes_nothing_and_another_under_its_name_is_refused()
    {
        var collection = store.NewCollection();
        var options = new CreateIndexOptions { Name = "x" };
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), options));
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), options));

        var failure = await Assert.ThrowsAsync<MongoCommandException>(() =>
            collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Keys.Ascending("b"), options)));

        Assert.Equal(86, failure.Code);
    }

    [Fact]
    public async Task Refuses_a_unique_index_over_duplicates()
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync([new BsonDocument { { "_id", 1 }, { "a", 1 } }, new BsonDocument { { "_id", 2 }, { "a", 1 } }]);

        var failure = await Assert.ThrowsAnyAsync<MongoException>(() =>
            collection.Indexes.CreateOneAsync(
                new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), new CreateIndexOptions { Unique = true })));

        Assert.Equal(11000, Assert.IsAssignableFrom<MongoCommandException>(failure).Code);
    }

    [Fact]
    public async Task Drops_an_index_by_name_and_says_when_there_is_none()
    {
        var collection = store.NewCollection();
        await collection.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), new CreateIndexOptions { Name = "x" }));
        await collection.Indexes.DropOneAsync("x");

        var left = await (await collection.Indexes.ListAsync()).ToListAsync();
        var again = new BsonDocument { { "dropIndexes", collection.CollectionNamespace.CollectionName }, { "index", "x" } };
        var failure = await Assert.ThrowsAsync<MongoCommandException>(() => store.Database.RunCommandAsync<BsonDocument>(again));

        Assert.Equal("_id_", Assert.Single(left)["name"].AsString);
        Assert.Equal(27, failure.Code);
    }

    [Fact]
    public async Task Lists_the_collections_and_databases_that_exist()
    {
        var name = store.NewCollection().CollectionNamespace.CollectionName;
        await store.Database.CreateCollectionAsync(name);

        var collections = await (await store.Database.ListCollectionNamesAsync()).ToListAsync();
        var named = new ListCollectionsOptions { Filter = new BsonDocument("name", name) };
        var one = await (await store.Database.ListCollectionsAsync(named)).ToListAsync();
        var databases = await (await store.Client.ListDatabaseNamesAsync()).ToListAsync();

        Assert.Contains(name, collections);
        Assert.Equal("collection", Assert.Single(one)["type"].AsString);
        Assert.Contains(store.Database.DatabaseNamespace.DatabaseName, databases);
    }

    [Fact]
    public async Task A_dropped_collection_is_empty_and_dropping_nothing_is_no_failure()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument("_id", 1));
        await store.Database.DropCollectionAsync(collection.CollectionNamespace.CollectionName);
        await store.Database.DropCollectionAsync(collection.CollectionNamespace.CollectionName);

        Assert.Equal(0, await collection.CountDocumentsAsync(Builders<BsonDocument>.Filter.Empty));
    }

    [Fact]
    public async Task Many_clients_that_meet_a_new_collection_at_once_all_succeed()
    {
        for (var round = 0; round < 5; round++)
        {
            var collection = store.NewCollection();
            await Task.WhenAll(Enumerable.Range(0, 16).Select(id => collection.InsertOneAsync(new BsonDocument("_id", id))));
            Assert.Equal(16, await collection.CountDocumentsAsync(Builders<BsonDocument>.Filter.Empty));
        }
    }

    [Fact]
    public async Task Many_services_that_create_the_same_indexes_at_once_all_succeed()
    {
        for (var round = 0; round < 3; round++)
        {
            var collection = store.NewCollection();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => collection.Indexes.CreateManyAsync(
            [
                new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), new CreateIndexOptions { Unique = true }),
                new CreateIndexModel<BsonDocument>(Keys.Ascending("b")),
            ])).Append(collection.InsertOneAsync(new BsonDocument("_id", round))));
            Assert.Equal(3, (await (await collection.Indexes.ListAsync()).ToListAsync()).Count);
        }
    }
}
