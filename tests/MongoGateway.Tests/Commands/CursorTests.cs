using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

public sealed class CursorTests(TestDatabase store) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Count = 1234;
    private static readonly FilterDefinition<BsonDocument> All = Builders<BsonDocument>.Filter.Empty;
    private IMongoCollection<BsonDocument> _tickets = null!;

    public async Task InitializeAsync()
    {
        _tickets = store.NewCollection();
        await _tickets.InsertManyAsync(Enumerable.Range(0, Count).Select(i => new BsonDocument
        {
            { "_id", i }, { "n", i * 7 % Count }, { "pad", new string('x', 100) },
        }));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Brings_every_document_once_over_many_batches()
    {
        var ids = new List<int>();
        var batches = 0;
        using var cursor = await _tickets.FindAsync(All, new FindOptions<BsonDocument> { BatchSize = 100 });
        while (await cursor.MoveNextAsync())
        {
            ids.AddRange(cursor.Current.Select(d => d["_id"].AsInt32));
            batches++;
        }

        Assert.True(batches >= 13);
        Assert.Equal(Enumerable.Range(0, Count), ids.Order());
    }

    [Fact]
    public async Task Keeps_the_order_over_many_batches()
    {
        var options = new FindOptions<BsonDocument> { BatchSize = 50, Sort = Builders<BsonDocument>.Sort.Descending("n") };
        using var cursor = await _tickets.FindAsync(All, options);

        Assert.Equal(Enumerable.Range(0, Count).Reverse(), (await cursor.ToListAsync()).Select(d => d["n"].AsInt32));
    }

    [Fact]
    public async Task Serves_an_aggregate_over_many_batches()
    {
        var options = new AggregateOptions { BatchSize = 64 };
        using var cursor = await _tickets.AggregateAsync<BsonDocument>(
            new[] { BsonDocument.Parse("{ $group: { _id: '$n' } }"), BsonDocument.Parse("{ $sort: { _id: 1 } }") }, options);

        Assert.Equal(Enumerable.Range(0, Count), (await cursor.ToListAsync()).Select(d => d["_id"].AsInt32));
    }

    [Fact]
    public async Task Splits_what_is_larger_than_one_message()
    {
        var large = store.NewCollection();
        await large.InsertManyAsync(Enumerable.Range(0, 30).Select(i => new BsonDocument
        {
            { "_id", i }, { "pad", new string('x', 1 << 20) },
        }));

        Assert.Equal(30, (await large.Find(All).ToListAsync()).Count);
        Assert.Equal(30, (await large.Find(All).SortByDescending(d => d["_id"]).ToListAsync()).Count);
    }

    [Fact]
    public async Task Many_open_cursors_hold_no_connection_of_the_store()
    {
        var cursors = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => _tickets.FindAsync(
            All, new FindOptions<BsonDocument> { BatchSize = 10, Sort = Builders<BsonDocument>.Sort.Ascending("n") })));

        Assert.Equal(Count, await _tickets.CountDocumentsAsync(All));
        Assert.All(await Task.WhenAll(cursors.Select(c => c.MoveNextAsync())), Assert.True);
        await Task.Run(() => Array.ForEach(cursors, c => c.Dispose()));
    }

    [Fact]
    public async Task A_limit_ends_the_cursor()
    {
        Assert.Equal(250, (await _tickets.Find(All).Limit(250).ToListAsync()).Count);
        Assert.Equal(7, (await _tickets.Find(All).SortBy(d => d["n"]).Limit(7).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_killed_cursor_is_not_found_any_more()
    {
        var name = _tickets.CollectionNamespace.CollectionName;
        var first = await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument
        {
            { "find", name }, { "batchSize", 10 }, { "sort", new BsonDocument("n", 1) },
        });
        var id = first["cursor"]["id"].AsInt64;

        var killed = await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument
        {
            { "killCursors", name }, { "cursors", new BsonArray { id, 12345L } },
        });
        var failure = await Assert.ThrowsAnyAsync<MongoCommandException>(() =>
            store.Database.RunCommandAsync<BsonDocument>(new BsonDocument { { "getMore", id }, { "collection", name } }));

        Assert.NotEqual(0, id);
        Assert.Equal(id, killed["cursorsKilled"].AsBsonArray.Single().AsInt64);
        Assert.Equal(12345L, killed["cursorsNotFound"].AsBsonArray.Single().AsInt64);
        Assert.Equal(43, failure.Code);
    }

    [Fact]
    public async Task A_cursor_of_another_database_is_not_found()
    {
        var name = _tickets.CollectionNamespace.CollectionName;
        var first = await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument { { "find", name }, { "batchSize", 10 } });
        var more = new BsonDocument { { "getMore", first["cursor"]["id"] }, { "collection", name } };

        var failure = await Assert.ThrowsAnyAsync<MongoCommandException>(() =>
            store.Client.GetDatabase("elsewhere").RunCommandAsync<BsonDocument>(more));

        Assert.Equal(43, failure.Code);
    }
}
