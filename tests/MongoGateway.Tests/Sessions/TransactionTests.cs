using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Sessions;

public sealed class TransactionTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Update = Builders<BsonDocument>.Update;

    [Fact]
    public async Task Shows_nothing_before_commit_and_everything_after()
    {
        var (a, b) = (await WithOneAsync(), await WithOneAsync());
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        await a.UpdateOneAsync(session, Filter.Eq("_id", 1), Update.Set("x", 1));
        await b.InsertOneAsync(session, new BsonDocument("_id", 2));

        Assert.False((await a.Find(Filter.Eq("_id", 1)).SingleAsync()).Contains("x"));
        Assert.Equal(1, (await a.Find(session, Filter.Eq("_id", 1)).SingleAsync())["x"].AsInt32);
        await session.CommitTransactionAsync();

        Assert.Equal(1, (await a.Find(Filter.Eq("_id", 1)).SingleAsync())["x"].AsInt32);
        Assert.Equal(2, await b.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task Leaves_nothing_after_abort()
    {
        var collection = await WithOneAsync();
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.InsertOneAsync(session, new BsonDocument("_id", 2));
        await collection.FindOneAndUpdateAsync(session, Filter.Eq("_id", 1), Update.Set("x", 1));
        await session.AbortTransactionAsync();

        var left = await collection.Find(Filter.Empty).SingleAsync();
        Assert.Equal(new BsonDocument("_id", 1), left);
    }

    [Fact]
    public async Task Reads_one_snapshot_from_first_to_last()
    {
        var collection = await WithOneAsync();
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        Assert.Single(await collection.Find(session, Filter.Empty).ToListAsync());
        await collection.InsertOneAsync(new BsonDocument("_id", 2));

        Assert.Single(await collection.Find(session, Filter.Empty).ToListAsync());
        await session.CommitTransactionAsync();
        Assert.Equal(2, await collection.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task The_second_writer_of_a_document_gets_a_transient_write_conflict()
    {
        var collection = await WithOneAsync();
        using var first = await store.Client.StartSessionAsync();
        using var second = await store.Client.StartSessionAsync();
        first.StartTransaction();
        second.StartTransaction();
        await collection.UpdateOneAsync(first, Filter.Eq("_id", 1), Update.Set("by", "first"));

        var conflict = await Assert.ThrowsAsync<MongoCommandException>(() =>
            collection.UpdateOneAsync(second, Filter.Eq("_id", 1), Update.Set("by", "second")));
        await first.CommitTransactionAsync();

        Assert.Equal((112, "WriteConflict"), (conflict.Code, conflict.CodeName));
        Assert.True(conflict.HasErrorLabel("TransientTransactionError"));
        Assert.Equal("first", (await collection.Find(Filter.Eq("_id", 1)).SingleAsync())["by"].AsString);
    }

    [Fact]
    public async Task A_write_over_a_snapshot_that_has_changed_is_a_transient_write_conflict()
    {
        var collection = await WithOneAsync();
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.Find(session, Filter.Eq("_id", 1)).SingleAsync();
        await collection.UpdateOneAsync(Filter.Eq("_id", 1), Update.Set("by", "other"));

        var conflict = await Assert.ThrowsAsync<MongoCommandException>(() =>
            collection.UpdateOneAsync(session, Filter.Eq("_id", 1), Update.Set("by", "me")));

        Assert.Equal(112, conflict.Code);
        Assert.True(conflict.HasErrorLabel("TransientTransactionError"));
    }

    [Fact]
    public async Task After_a_failure_the_transaction_is_gone()
    {
        var collection = await WithOneAsync();
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.InsertOneAsync(session, new BsonDocument("_id", 2));
        await Assert.ThrowsAsync<MongoWriteException>(() => collection.InsertOneAsync(session, new BsonDocument("_id", 1)));

        var gone = await Assert.ThrowsAsync<MongoCommandException>(() => collection.InsertOneAsync(session, new BsonDocument("_id", 3)));

        Assert.Equal((251, "NoSuchTransaction"), (gone.Code, gone.CodeName));
        Assert.Equal(1, await collection.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task The_drivers_own_retry_brings_all_increments_home()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "n", 0 } });

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var session = await store.Client.StartSessionAsync();
            await session.WithTransactionAsync(async (s, token) =>
            {
                var n = (await collection.Find(s, Filter.Eq("_id", 1)).SingleAsync(token))["n"].AsInt32;
                await collection.UpdateOneAsync(s, Filter.Eq("_id", 1), Update.Set("n", n + 1), cancellationToken: token);
                return true;
            });
        }));

        Assert.Equal(6, (await collection.Find(Filter.Eq("_id", 1)).SingleAsync())["n"].AsInt32);
    }

    [Fact]
    public async Task A_new_collection_may_begin_inside_a_transaction()
    {
        var collection = store.NewCollection();
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.InsertOneAsync(session, new BsonDocument("_id", 1));
        await session.CommitTransactionAsync();

        Assert.Equal(1, await collection.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task A_cursor_of_a_transaction_goes_on_inside_it()
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync(Enumerable.Range(0, 300).Select(i => new BsonDocument { { "_id", i }, { "n", -i } }));
        using var session = await store.Client.StartSessionAsync();
        session.StartTransaction();

        var unsorted = await collection.Find(session, Filter.Empty, new FindOptions { BatchSize = 50 }).ToListAsync();
        var sorted = await collection.Find(session, Filter.Empty, new FindOptions { BatchSize = 50 }).SortBy(d => d["n"]).ToListAsync();
        await session.CommitTransactionAsync();

        Assert.Equal((300, 300), (unsorted.Count, sorted.Count));
        Assert.Equal(299, sorted[0]["_id"].AsInt32);
    }

    [Fact]
    public async Task Many_idle_transactions_do_not_stop_single_commands()
    {
        var collection = await WithOneAsync();
        var sessions = new List<IClientSessionHandle>();
        for (var i = 0; i < 20; i++)
        {
            var session = await store.Client.StartSessionAsync();
            session.StartTransaction();
            await collection.Find(session, Filter.Empty).ToListAsync();
            sessions.Add(session);
        }

        await Task.WhenAll(Enumerable.Range(10, 40).Select(i => collection.InsertOneAsync(new BsonDocument("_id", i))));
        await Task.WhenAll(sessions.Select(s => s.AbortTransactionAsync()));
        sessions.ForEach(s => s.Dispose());

        Assert.Equal(41, await collection.CountDocumentsAsync(Filter.Empty));
    }

    private async Task<IMongoCollection<BsonDocument>> WithOneAsync()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument("_id", 1));
        return collection;
    }
}
