using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>The shapes in which the services write one document.</summary>
public sealed class DocumentTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Update = Builders<BsonDocument>.Update;
    private static readonly FindOneAndUpdateOptions<BsonDocument> After = new() { ReturnDocument = ReturnDocument.After };

    [Fact]
    public async Task Returns_what_was_inserted()
    {
        var tickets = store.NewCollection();
        var at = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await tickets.InsertOneAsync(new BsonDocument { { "_id", "t1" }, { "title", "井盖丢失" }, { "at", at } });

        var found = await tickets.Find(Filter.Eq("_id", "t1")).SingleAsync();

        Assert.Equal("井盖丢失", found["title"].AsString);
        Assert.Equal(at, found["at"].ToUniversalTime());
    }

    [Fact]
    public async Task Updates_only_the_version_that_was_read()
    {
        var tickets = await WithAsync(new BsonDocument { { "_id", 1 }, { "v", 1 } });

        var first = await tickets.UpdateOneAsync(Filter.Eq("_id", 1) & Filter.Eq("v", 1), Update.Inc("v", 1));
        var second = await tickets.UpdateOneAsync(Filter.Eq("_id", 1) & Filter.Eq("v", 1), Update.Inc("v", 1));

        Assert.Equal((1, 1), (first.MatchedCount, first.ModifiedCount));
        Assert.Equal((0, 0), (second.MatchedCount, second.ModifiedCount));
    }

    [Fact]
    public async Task Writes_a_fact_in_one_guarded_step_and_refuses_the_stale_one()
    {
        var due = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        var tickets = await WithAsync(new BsonDocument { { "_id", "t1" }, { "v", 3L }, { "pending", new BsonArray() } });
        var write = Update.Set("state", "SIGNED").Inc("v", 1L).Push("pending", new BsonDocument("v", 4L)).Set("tip", "abc").Max("due", due);

        var written = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", "t1") & Filter.Eq("v", 3L), write, After);
        var stale = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", "t1") & Filter.Eq("v", 3L), write, After);

        Assert.Equal((4L, "SIGNED", 1), (written["v"].AsInt64, written["state"].AsString, written["pending"].AsBsonArray.Count));
        Assert.Equal(due, written["due"].ToUniversalTime());
        Assert.Null(stale);
    }

    [Fact]
    public async Task Max_sets_an_absent_date_and_never_shortens_a_later_one()
    {
        var early = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        var tickets = await WithAsync(new BsonDocument("_id", 1));

        var absent = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", 1), Update.Max("due", early.AddHours(1)), After);
        var later = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", 1), Update.Max("due", early), After);

        Assert.Equal(early.AddHours(1), absent["due"].ToUniversalTime());
        Assert.Equal(early.AddHours(1), later["due"].ToUniversalTime());
    }

    [Fact]
    public async Task Acknowledges_by_pipeline_what_was_moved_and_removes_the_due_date_with_the_last()
    {
        var tickets = await WithAsync(new BsonDocument
        {
            { "_id", 1 }, { "token", "k" }, { "due", DateTime.UtcNow },
            { "pending", new BsonArray { new BsonDocument("v", 1), new BsonDocument("v", 2) } },
        });

        var one = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", 1) & Filter.Eq("token", "k"), Moved(1), After);
        var both = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", 1) & Filter.Eq("token", "k"), Moved(2), After);

        Assert.True(one.Contains("due"));
        Assert.Equal(2, one["pending"].AsBsonArray.Single()["v"].AsInt32);
        Assert.False(both.Contains("due"));
        Assert.Empty(both["pending"].AsBsonArray);

        static UpdateDefinition<BsonDocument> Moved(int upTo) => Update.Pipeline(new[]
        {
            new BsonDocument("$set", new BsonDocument("pending", new BsonDocument("$filter", new BsonDocument
            {
                { "input", "$pending" }, { "as", "p" }, { "cond", new BsonDocument("$gt", new BsonArray { "$$p.v", upTo }) },
            }))),
            new BsonDocument("$set", new BsonDocument("due", new BsonDocument("$cond", new BsonArray
            {
                new BsonDocument("$eq", new BsonArray { new BsonDocument("$size", "$pending"), 0 }), "$$REMOVE", "$$NOW",
            }))),
        });
    }

    [Fact]
    public async Task Changes_only_the_array_elements_that_a_filter_names()
    {
        var tickets = await WithAsync(BsonDocument.Parse(
            """{ _id: 1, assignments: [ { unit: 'a', state: 'OPEN' }, { unit: 'b', state: 'OPEN' } ] }"""));

        await tickets.UpdateOneAsync(
            Filter.Eq("_id", 1), Update.Set("assignments.$[mine].state", "DONE"),
            new UpdateOptions { ArrayFilters = [new BsonDocumentArrayFilterDefinition<BsonDocument>(new BsonDocument("mine.unit", "b"))] });

        var states = (await tickets.Find(Filter.Eq("_id", 1)).SingleAsync())["assignments"].AsBsonArray.Select(a => a["state"].AsString);
        Assert.Equal(["OPEN", "DONE"], states);
    }

    [Fact]
    public async Task Upserts_once_and_says_which()
    {
        var tickets = store.NewCollection();

        var created = await tickets.UpdateOneAsync(Filter.Eq("_id", "n"), Update.Inc("count", 1), new UpdateOptions { IsUpsert = true });
        var updated = await tickets.UpdateOneAsync(Filter.Eq("_id", "n"), Update.Inc("count", 1), new UpdateOptions { IsUpsert = true });

        Assert.Equal("n", created.UpsertedId.AsString);
        Assert.Null(updated.UpsertedId);
        Assert.Equal(2, (await tickets.Find(Filter.Eq("_id", "n")).SingleAsync())["count"].AsInt32);
    }

    [Fact]
    public async Task Find_and_modify_upserts_returns_replaces_and_deletes()
    {
        var tickets = store.NewCollection();
        var upsert = new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After, IsUpsert = true };

        var created = await tickets.FindOneAndUpdateAsync(Filter.Eq("_id", 1), Update.SetOnInsert("a", 1).Inc("n", 5), upsert);
        var before = await tickets.FindOneAndReplaceAsync(Filter.Eq("_id", 1), new BsonDocument { { "_id", 1 }, { "b", 2 } });
        var deleted = await tickets.FindOneAndDeleteAsync(Filter.Eq("_id", 1));
        var gone = await tickets.FindOneAndDeleteAsync(Filter.Eq("_id", 1));

        Assert.Equal((1, 5), (created["a"].AsInt32, created["n"].AsInt32));
        Assert.Equal(5, before["n"].AsInt32);
        Assert.Equal(2, deleted["b"].AsInt32);
        Assert.Null(gone);
    }

    [Fact]
    public async Task Find_and_modify_that_changes_nothing_still_counts_as_a_match()
    {
        var tickets = await WithAsync(new BsonDocument { { "_id", 1 }, { "a", 1 } });

        var reply = await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument
        {
            { "findAndModify", tickets.CollectionNamespace.CollectionName }, { "query", new BsonDocument("_id", 1) },
            { "update", new BsonDocument("$set", new BsonDocument("a", 1)) }, { "new", true },
        });

        Assert.Equal(1, reply["lastErrorObject"]["n"].ToInt32());
        Assert.True(reply["lastErrorObject"]["updatedExisting"].AsBoolean);
        Assert.Equal(1, reply["value"]["a"].AsInt32);
    }

    [Fact]
    public async Task Deletes_one_or_many()
    {
        var tickets = store.NewCollection();
        await tickets.InsertManyAsync(Enumerable.Range(0, 5).Select(i => new BsonDocument { { "_id", i }, { "odd", i % 2 == 1 } }));

        var one = await tickets.DeleteOneAsync(Filter.Eq("odd", true));
        var many = await tickets.DeleteManyAsync(Filter.Eq("odd", false));

        Assert.Equal((1, 3), (one.DeletedCount, many.DeletedCount));
        Assert.Equal(1, await tickets.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task Updates_many_at_once()
    {
        var tickets = store.NewCollection();
        await tickets.InsertManyAsync(Enumerable.Range(0, 50).Select(i => new BsonDocument { { "_id", i }, { "unit", i % 2 } }));

        var result = await tickets.UpdateManyAsync(Filter.Eq("unit", 1), Update.Set("seen", true));

        Assert.Equal((25, 25), (result.MatchedCount, result.ModifiedCount));
    }

    [Fact]
    public async Task Of_many_callers_with_the_same_version_exactly_one_wins_each_round()
    {
        const int callers = 16;
        const int rounds = 10;
        var tickets = await WithAsync(new BsonDocument { { "_id", 1 }, { "v", 0 } });

        for (var round = 0; round < rounds; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ =>
                tickets.UpdateOneAsync(Filter.Eq("_id", 1) & Filter.Eq("v", round), Update.Inc("v", 1))));
            Assert.Equal(1, results.Sum(r => r.ModifiedCount));
        }
    }

    [Fact]
    public async Task Concurrent_increments_all_count()
    {
        const int callers = 16;
        const int each = 20;
        var counters = await WithAsync(new BsonDocument { { "_id", "c" }, { "n", 0 } });

        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            for (var i = 0; i < each; i++)
            {
                await counters.UpdateOneAsync(Filter.Eq("_id", "c"), Update.Inc("n", 1));
            }
        }));

        Assert.Equal(callers * each, (await counters.Find(Filter.Eq("_id", "c")).SingleAsync())["n"].AsInt32);
    }

    [Fact]
    public async Task A_consumer_applies_only_newer_snapshots_and_a_late_one_is_a_duplicate_key()
    {
        var seen = store.NewCollection();
        await ApplyAsync(2);

        var late = await Assert.ThrowsAsync<MongoWriteException>(() => ApplyAsync(1));
        await ApplyAsync(3);

        Assert.Equal(ServerErrorCategory.DuplicateKey, late.WriteError.Category);
        Assert.Equal(3, (await seen.Find(Filter.Eq("_id", "t")).SingleAsync())["seen"]["routing"].AsInt32);

        Task ApplyAsync(int version) => seen.UpdateOneAsync(
            Filter.Eq("_id", "t") & Filter.Lt("seen.routing", version),
            Update.Set("seen.routing", version),
            new UpdateOptions { IsUpsert = true });
    }

    private async Task<IMongoCollection<BsonDocument>> WithAsync(BsonDocument document)
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(document);
        return collection;
    }
}
