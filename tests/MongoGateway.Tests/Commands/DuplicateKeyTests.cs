using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>Uniqueness is what idempotence rests on: each way to break it must say 11000.</summary>
public sealed class DuplicateKeyTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Update = Builders<BsonDocument>.Update;

    [Fact]
    public async Task Inserting_an_id_twice_is_a_duplicate_key()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument("_id", 1));

        var failure = await Assert.ThrowsAsync<MongoWriteException>(() => collection.InsertOneAsync(new BsonDocument("_id", 1)));

        Assert.Equal((11000, ServerErrorCategory.DuplicateKey), (failure.WriteError.Code, failure.WriteError.Category));
        Assert.StartsWith("E11000 duplicate key error", failure.WriteError.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_names_the_index()
    {
        var collection = await UniqueAsync();

        var failure = await Assert.ThrowsAsync<MongoWriteException>(() =>
            collection.InsertOneAsync(new BsonDocument { { "_id", 2 }, { "number", 7 } }));

        Assert.Contains("number_once", failure.WriteError.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updating_into_a_taken_key_is_a_duplicate_key()
    {
        var collection = await UniqueAsync();
        await collection.InsertOneAsync(new BsonDocument { { "_id", 2 }, { "number", 8 } });

        var failure = await Assert.ThrowsAsync<MongoWriteException>(() =>
            collection.UpdateOneAsync(Filter.Eq("_id", 2), Update.Set("number", 7)));

        Assert.Equal(ServerErrorCategory.DuplicateKey, failure.WriteError.Category);
    }

    [Fact]
    public async Task Upserting_into_a_taken_key_is_a_duplicate_key()
    {
        var collection = await UniqueAsync();

        var failure = await Assert.ThrowsAsync<MongoWriteException>(() =>
            collection.UpdateOneAsync(Filter.Eq("_id", 2), Update.Set("number", 7), new UpdateOptions { IsUpsert = true }));

        Assert.Equal(11000, failure.WriteError.Code);
    }

    [Fact]
    public async Task Find_and_modify_into_a_taken_key_is_a_duplicate_key()
    {
        var collection = await UniqueAsync();
        await collection.InsertOneAsync(new BsonDocument { { "_id", 2 }, { "number", 8 } });

        var update = await Assert.ThrowsAsync<MongoCommandException>(() =>
            collection.FindOneAndUpdateAsync(Filter.Eq("_id", 2), Update.Set("number", 7)));
        var upsert = await Assert.ThrowsAsync<MongoCommandException>(() =>
            collection.FindOneAndUpdateAsync(
                Filter.Eq("_id", 3), Update.Set("number", 7), new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true }));

        Assert.Equal((11000, 11000), (update.Code, upsert.Code));
        Assert.Equal("DuplicateKey", update.CodeName);
    }

    [Fact]
    public async Task A_unique_partial_index_binds_only_what_it_covers()
    {
        var facts = store.NewCollection();
        await facts.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(
            Builders<BsonDocument>.IndexKeys.Ascending("ticket").Ascending("request_id"),
            new CreateIndexOptions<BsonDocument> { Unique = true, PartialFilterExpression = Filter.Exists("request_id") }));

        await facts.InsertManyAsync([Fact(1, null), Fact(2, null), Fact(3, "r1"), Fact(4, "r2")]);
        var failure = await Assert.ThrowsAsync<MongoWriteException>(() => facts.InsertOneAsync(Fact(5, "r1")));

        Assert.Equal(ServerErrorCategory.DuplicateKey, failure.WriteError.Category);

        static BsonDocument Fact(int id, string? request) => request is null
            ? new BsonDocument { { "_id", id }, { "ticket", "t" } }
            : new BsonDocument { { "_id", id }, { "ticket", "t" }, { "request_id", request } };
    }

    /// <summary>Several, because it is rare that they get into each other's way.</summary>
    public static TheoryData<int> SomeKeys => [.. Enumerable.Range(1, 20).Select(i => i * 100)];

    [Theory]
    [MemberData(nameof(SomeKeys))]
    public async Task Of_many_callers_inserting_one_key_exactly_one_succeeds(int number)
    {
        const int Callers = 24;
        var collection = await UniqueAsync();
        // All connections are open, so that all inserts are under way at once: each then waits for another to end.
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => collection.Find(Filter.Eq("_id", 1)).AnyAsync()));

        var outcomes = await Task.WhenAll(Enumerable.Range(number, Callers).Select(async id =>
        {
            try
            {
                await collection.InsertOneAsync(new BsonDocument { { "_id", id }, { "number", number } });
                return true;
            }
            catch (MongoWriteException failure) when (failure.WriteError.Category == ServerErrorCategory.DuplicateKey)
            {
                return false;
            }
        })).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, outcomes.Count(won => won));
    }

    [Fact]
    public async Task Of_many_callers_upserting_one_id_all_end_well_or_in_a_duplicate_key()
    {
        var collection = store.NewCollection();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ =>
        {
            try
            {
                await collection.UpdateOneAsync(Filter.Eq("_id", 1), Update.Inc("n", 1), new UpdateOptions { IsUpsert = true });
            }
            catch (MongoWriteException failure) when (failure.WriteError.Category == ServerErrorCategory.DuplicateKey)
            {
                await collection.UpdateOneAsync(Filter.Eq("_id", 1), Update.Inc("n", 1));
            }
        }));

        Assert.Equal(24, (await collection.Find(Filter.Empty).SingleAsync())["n"].AsInt32);
    }

    private async Task<IMongoCollection<BsonDocument>> UniqueAsync()
    {
        var collection = store.NewCollection();
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(
            Builders<BsonDocument>.IndexKeys.Ascending("number"), new CreateIndexOptions { Unique = true, Name = "number_once" }));
        await collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "number", 7 } });
        return collection;
    }
}
