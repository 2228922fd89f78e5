using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>Many writes in one message, and what comes back when some of them fail.</summary>
public sealed class BulkTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Update = Builders<BsonDocument>.Update;

    [Fact]
    public async Task Takes_several_thousand_documents_in_one_insert()
    {
        var collection = store.NewCollection();

        await collection.InsertManyAsync(Enumerable.Range(0, 5000).Select(i => new BsonDocument
        {
            { "_id", i }, { "text", new string('x', 200) },
        }));

        Assert.Equal(5000, await collection.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task Unordered_insert_reports_each_duplicate_and_keeps_the_rest()
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync([Id(2), Id(4)]);

        var failure = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() =>
            collection.InsertManyAsync([Id(1), Id(2), Id(3), Id(4), Id(5)], new InsertManyOptions { IsOrdered = false }));

        Assert.Equal([1, 3], failure.WriteErrors.Select(e => e.Index));
        Assert.All(failure.WriteErrors, e => Assert.Equal((11000, ServerErrorCategory.DuplicateKey), (e.Code, e.Category)));
        Assert.Equal(5, await collection.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task Ordered_insert_stops_at_the_first_duplicate()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(Id(2));

        var failure = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() =>
            collection.InsertManyAsync([Id(1), Id(2), Id(3)]));

        Assert.Equal([1], failure.WriteErrors.Select(e => e.Index));
        Assert.Equal(2, await collection.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task A_mixed_bulk_does_each_kind_and_counts_them()
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync([Id(1), Id(2), Id(3), Id(4)]);

        var result = await collection.BulkWriteAsync(
        [
            new InsertOneModel<BsonDocument>(Id(5)),
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 1), Update.Set("a", 1)),
            new UpdateManyModel<BsonDocument>(Filter.Gt("_id", 3), Update.Set("b", 1)),
            new ReplaceOneModel<BsonDocument>(Filter.Eq("_id", 2), new BsonDocument { { "_id", 2 }, { "c", 1 } }),
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 9), Update.Set("d", 1)) { IsUpsert = true },
            new DeleteOneModel<BsonDocument>(Filter.Eq("_id", 3)),
            new DeleteManyModel<BsonDocument>(Filter.Eq("b", 1)),
        ]);

        Assert.Equal((1, 4, 4, 3), (result.InsertedCount, result.MatchedCount, result.ModifiedCount, result.DeletedCount));
        Assert.Equal(9, Assert.Single(result.Upserts).Id.AsInt32);
        Assert.Equal([1, 2, 9], (await collection.Find(Filter.Empty).SortBy(d => d["_id"]).ToListAsync()).Select(d => d["_id"].AsInt32));
    }

    [Fact]
    public async Task An_unordered_bulk_goes_on_after_a_failed_upsert()
    {
        var collection = store.NewCollection();
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(
            Builders<BsonDocument>.IndexKeys.Ascending("number"), new CreateIndexOptions { Unique = true, Name = "number" }));
        await collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "number", 7 } });

        var failure = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => collection.BulkWriteAsync(
        [
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 2), Update.Set("number", 7)) { IsUpsert = true },
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 3), Update.Set("number", 8)) { IsUpsert = true },
        ],
            new BulkWriteOptions { IsOrdered = false }));

        Assert.Equal((0, 11000), (failure.WriteErrors.Single().Index, failure.WriteErrors.Single().Code));
        Assert.Equal(3, failure.Result.Upserts.Single().Id.AsInt32);
    }

    [Fact]
    public async Task An_update_that_would_change_the_id_is_a_write_error()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(Id(1));

        var failure = await Assert.ThrowsAsync<MongoWriteException>(() =>
            collection.UpdateOneAsync(Filter.Eq("_id", 1), Update.Set("_id", 2)));

        Assert.Equal(66, failure.WriteError.Code);
    }

    [Fact]
    public async Task An_unacknowledged_write_arrives_without_a_reply()
    {
        var collection = store.NewCollection();
        await collection.WithWriteConcern(WriteConcern.Unacknowledged).InsertOneAsync(Id(1));

        await Eventually.IsTrueAsync(async () => await collection.CountDocumentsAsync(Filter.Empty) == 1);
    }

    private static BsonDocument Id(int id) => new("_id", id);
}
