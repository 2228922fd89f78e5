using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Store.Tests;

/// <summary>
/// Every command and update shape that the services send, one by one and without our code around it: what a release
/// is run with on another engine before it is trusted there.
/// </summary>
public sealed class ShapeTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private IMongoCollection<BsonDocument> _rows = null!;

    public async Task InitializeAsync()
    {
        _rows = _database.Open().GetCollection<BsonDocument>("rows");
        await _rows.Indexes.CreateManyAsync(
        [
            new CreateIndexModel<BsonDocument>(
                new BsonDocument("number", 1),
                new CreateIndexOptions<BsonDocument> { Name = "number", Unique = true, PartialFilterExpression = Having("number") }),
            new CreateIndexModel<BsonDocument>(
                new BsonDocument("due", 1),
                new CreateIndexOptions<BsonDocument> { Name = "due", PartialFilterExpression = Having("due") }),
        ]);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_guarded_update_sets_unsets_pushes_and_raises_only_when_the_version_fits()
    {
        var now = Now();
        await _rows.InsertOneAsync(new BsonDocument
        {
            { "_id", "t" }, { "v", 1L }, { "old", 1 }, { "due", now.AddMinutes(5) }, { "urgent", false },
            { "pending", new BsonArray() }, { "seen", new BsonDocument() },
        });
        var update = new BsonDocument
        {
            { "$set", new BsonDocument { { "v", 2L }, { "state", "Signed" }, { "seen.routing", 3L } } },
            { "$unset", new BsonDocument("old", "") },
            { "$push", new BsonDocument("pending", new BsonDocument("_id", "t|2")) },
            { "$max", new BsonDocument { { "due", now }, { "urgent", true } } },
        };

        Assert.Equal(1, (await _rows.UpdateOneAsync(new BsonDocument { { "_id", "t" }, { "v", 1L } }, update)).MatchedCount);
        Assert.Equal(0, (await _rows.UpdateOneAsync(new BsonDocument { { "_id", "t" }, { "v", 1L } }, update)).MatchedCount);
        var row = await _rows.Find(new BsonDocument("_id", "t")).SingleAsync();
        Assert.Equal(now.AddMinutes(5), row["due"].ToUniversalTime());
        Assert.Equal(3L, row["seen"]["routing"].AsInt64);
        Assert.False(row.Contains("old"));
        Assert.True(row["urgent"].AsBoolean);
        Assert.Single(row["pending"].AsBsonArray);
    }

    [Fact]
    public async Task A_row_that_exists_is_told_by_its_duplicate_key()
    {
        await _rows.InsertOneAsync(new BsonDocument("_id", "t"));
        var error = await Assert.ThrowsAsync<MongoWriteException>(() => _rows.InsertOneAsync(new BsonDocument("_id", "t")));
        Assert.Equal(ServerErrorCategory.DuplicateKey, error.WriteError.Category);
    }

    [Fact]
    public async Task A_number_is_given_once_and_rows_without_one_do_not_collide()
    {
        await _rows.InsertManyAsync(
        [
            new BsonDocument("_id", 1),
            new BsonDocument("_id", 2),
            new BsonDocument { { "_id", 3 }, { "number", "MY1" } },
        ]);
        var error = await Assert.ThrowsAsync<MongoWriteException>(() =>
            _rows.InsertOneAsync(new BsonDocument { { "_id", 4 }, { "number", "MY1" } }));
        Assert.Equal(ServerErrorCategory.DuplicateKey, error.WriteError.Category);
    }

    [Fact]
    public async Task An_unordered_insert_keeps_what_is_new_and_names_what_is_not()
    {
        await _rows.InsertOneAsync(new BsonDocument("_id", "t|1"));
        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => _rows.InsertManyAsync(
            [new BsonDocument("_id", "t|1"), new BsonDocument("_id", "t|2"), new BsonDocument("_id", "t|3")],
            new InsertManyOptions { IsOrdered = false }));
        Assert.Equal([0], error.WriteErrors.Select(write => write.Index));
        Assert.Equal(3, await _rows.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task A_bulk_of_fenced_updates_changes_only_rows_whose_lease_is_still_held()
    {
        await _rows.InsertManyAsync(
        [
            new BsonDocument { { "_id", "a" }, { "lease", "x" }, { "due", Now() } },
            new BsonDocument { { "_id", "b" }, { "lease", "y" }, { "due", Now() } },
        ]);
        var done = new BsonDocument
        {
            { "$set", new BsonDocument("pending", new BsonArray()) },
            { "$unset", new BsonDocument { { "due", "" }, { "lease", "" } } },
        };
        var result = await _rows.BulkWriteAsync(
            [
                new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", "a" }, { "lease", "x" } }, done),
                new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", "b" }, { "lease", "of another" } }, done),
            ],
            new BulkWriteOptions { IsOrdered = false });
        Assert.Equal(1, result.MatchedCount);
        var left = await _rows.Find(Having("due")).ToListAsync();
        Assert.Equal(["b"], left.Select(row => row["_id"].AsString));
    }

    [Fact]
    public async Task Of_many_who_claim_one_row_by_the_due_time_they_saw_one_gets_it()
    {
        var due = Now();
        await _rows.InsertOneAsync(new BsonDocument { { "_id", "t" }, { "due", due } });
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _rows.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument { { "_id", "t" }, { "due", due } },
            new BsonDocument("$set", new BsonDocument { { "due", due.AddSeconds(10) }, { "lease", $"{i}" } }),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After })));
        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task A_counter_gives_every_caller_a_block_of_its_own()
    {
        await _rows.InsertOneAsync(new BsonDocument { { "_id", "260101" }, { "next", 0L } });
        var blocks = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _rows.FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument("_id", "260101"),
            new BsonDocument("$inc", new BsonDocument("next", 100L)),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After })));
        Assert.Equal(Enumerable.Range(1, 16).Select(i => i * 100L), blocks.Select(block => block["next"].AsInt64).Order());
    }

    [Fact]
    public async Task A_projection_takes_the_first_of_an_array_and_leaves_fields_out()
    {
        await _rows.InsertOneAsync(new BsonDocument { { "_id", "t" }, { "content", "x" }, { "pending", new BsonArray { 1, 2, 3 } } });
        var row = _rows.Find(new BsonDocument("_id", "t"));
        var sliced = await row.Project(new BsonDocument("pending", new BsonDocument("$slice", 1))).SingleAsync();
        var without = await row.Project(new BsonDocument("content", 0)).SingleAsync();
        Assert.Equal(1, Assert.Single(sliced["pending"].AsBsonArray).AsInt32);
        Assert.False(without.Contains("content"));
    }

    /// <summary>What failed is told by its place, and every other write goes in.</summary>
    [Fact]
    public async Task An_unordered_bulk_of_inserts_and_guarded_updates_does_each_by_itself()
    {
        await _rows.InsertManyAsync([new BsonDocument { { "_id", "a" }, { "v", 1L } }, new BsonDocument { { "_id", "b" }, { "v", 5L } }]);
        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => _rows.BulkWriteAsync(
            [
                new InsertOneModel<BsonDocument>(new BsonDocument { { "_id", "a" }, { "v", 1L } }),
                new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", "a" }, { "v", 1L } }, Raise(2)),
                new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", "b" }, { "v", 1L } }, Raise(2)),
                new InsertOneModel<BsonDocument>(new BsonDocument { { "_id", "c" }, { "v", 1L } }),
            ],
            new BulkWriteOptions { IsOrdered = false }));

        Assert.Equal([(0, ServerErrorCategory.DuplicateKey)], error.WriteErrors.Select(write => (write.Index, write.Category)));
        Assert.Equal((1L, 1L), (error.Result.MatchedCount, error.Result.InsertedCount));
        Assert.Equal([("a", 2L), ("b", 5L), ("c", 1L)], (await AllAsync()).Select(row => (row["_id"].AsString, row["v"].AsInt64)));
    }

    /// <summary>As ProgressStore sends it: an upsert whose gate is closed collides with the row, and is repeated without upsert.</summary>
    [Fact]
    public async Task A_gated_upsert_takes_newer_news_only_and_tells_a_closed_gate_by_the_duplicate_key()
    {
        await _rows.InsertManyAsync([News("a", 3), News("b", 3)]);
        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => _rows.BulkWriteAsync(
            [Gated("a", 2, isUpsert: true), Gated("b", 4, isUpsert: true), Gated("c", 1, isUpsert: true)],
            new BulkWriteOptions { IsOrdered = false }));

        Assert.Equal([(0, ServerErrorCategory.DuplicateKey)], error.WriteErrors.Select(write => (write.Index, write.Category)));
        Assert.Equal("c", Assert.Single(error.Result.Upserts).Id.AsString);
        var repeated = await _rows.BulkWriteAsync([Gated("a", 2, isUpsert: false)], new BulkWriteOptions { IsOrdered = false });
        Assert.Equal(0, repeated.MatchedCount);
        Assert.Equal(
            [("a", 3L), ("b", 4L), ("c", 1L)],
            (await AllAsync()).Select(row => (row["_id"].AsString, row["seen"]["tracking"].AsInt64)));
    }

    /// <summary>As the feed numbers its entries: nothing behind a number that is taken goes in.</summary>
    [Fact]
    public async Task An_ordered_insert_stops_at_the_first_duplicate()
    {
        await _rows.InsertOneAsync(new BsonDocument("_id", "2"));
        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => _rows.InsertManyAsync(
            [new BsonDocument("_id", "1"), new BsonDocument("_id", "2"), new BsonDocument("_id", "3")],
            new InsertManyOptions { IsOrdered = true }));

        Assert.Equal([(1, ServerErrorCategory.DuplicateKey)], error.WriteErrors.Select(write => (write.Index, write.Category)));
        Assert.Equal(["1", "2"], (await AllAsync()).Select(row => row["_id"].AsString));
    }

    [Fact]
    public async Task Many_rows_are_found_and_deleted_by_their_ids()
    {
        await _rows.InsertManyAsync(Enumerable.Range(0, 9).Select(i => new BsonDocument("_id", $"00{i}|t")));
        var some = new BsonDocument("_id", new BsonDocument("$in", new BsonArray { "001|t", "003|t", "nobody" }));

        Assert.Equal(2, (await _rows.Find(some).ToListAsync()).Count);
        Assert.Equal(2, (await _rows.DeleteManyAsync(some)).DeletedCount);
        Assert.Empty(await _rows.Find(some).ToListAsync());
        Assert.Equal(7, await _rows.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task Rows_of_some_units_are_found_unless_they_are_hidden_from_one_of_them()
    {
        await _rows.InsertManyAsync(
        [
            new BsonDocument { { "_id", "open" }, { "scope", new BsonArray { "root", "town" } } },
            new BsonDocument { { "_id", "empty" }, { "scope", new BsonArray { "root" } }, { "hiddenFrom", new BsonArray() } },
            new BsonDocument { { "_id", "hidden" }, { "scope", new BsonArray { "root" } }, { "hiddenFrom", new BsonArray { "town" } } },
        ]);
        var units = new BsonArray { "root", "town" };
        var filter = new BsonDocument { { "scope", new BsonDocument("$in", units) }, { "hiddenFrom", new BsonDocument("$nin", units) } };

        var found = await _rows.Find(filter).Sort(new BsonDocument("_id", 1)).ToListAsync();

        Assert.Equal(["empty", "open"], found.Select(row => row["_id"].AsString));
    }

    [Fact]
    public async Task A_range_of_ids_is_read_in_order_up_to_a_limit()
    {
        await _rows.InsertManyAsync(Enumerable.Range(0, 9).Reverse().Select(i => new BsonDocument("_id", $"00{i}|t")));
        var between = new BsonDocument("_id", new BsonDocument { { "$gte", "002|" }, { "$lt", "007|" } });

        var first = await _rows.Find(between).Sort(new BsonDocument("_id", 1)).Limit(3).ToListAsync();
        Assert.Equal(["002|t", "003|t", "004|t"], first.Select(row => row["_id"].AsString));
    }

    [Fact]
    public async Task All_rows_of_an_owner_are_updated_at_once()
    {
        await _rows.InsertManyAsync(
        [
            new BsonDocument { { "_id", 1 }, { "owner", "x" } },
            new BsonDocument { { "_id", 2 }, { "owner", "y" } },
            new BsonDocument { { "_id", 3 }, { "owner", "x" } },
        ]);
        var result = await _rows.UpdateManyAsync(
            new BsonDocument("owner", "x"), new BsonDocument("$set", new BsonDocument("until", Now())));

        Assert.Equal((2L, 2L), (result.MatchedCount, result.ModifiedCount));
        var updated = await _rows.Find(Having("until")).ToListAsync();
        Assert.Equal([1, 3], updated.Select(row => row["_id"].AsInt32).Order());
    }

    [Fact]
    public async Task A_lease_is_taken_and_renewed_by_the_stores_own_clock()
    {
        await _rows.InsertManyAsync(
        [
            new BsonDocument { { "_id", "past" }, { "owner", "other" }, { "until", Now().AddMinutes(-1) } },
            new BsonDocument { { "_id", "held" }, { "owner", "other" }, { "until", Now().AddSeconds(5) } },
            new BsonDocument { { "_id", "beyond" }, { "owner", "other" }, { "until", Now().AddMinutes(4) } },
        ]);
        var isFree = new BsonDocument("$expr", new BsonDocument("$or", new BsonArray
        {
            new BsonDocument("$lt", new BsonArray { "$until", "$$NOW" }),
            new BsonDocument("$gt", new BsonArray { "$until", new BsonDocument("$add", new BsonArray { "$$NOW", 11_000 }) }),
        }));
        var take = new BsonDocument("$set", new BsonDocument
        {
            { "owner", "me" }, { "until", new BsonDocument("$add", new BsonArray { "$$NOW", 10_000 }) },
        });
        var pipeline = new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>([take]);

        foreach (var id in new[] { "past", "held", "beyond" })
        {
            var taken = await _rows.FindOneAndUpdateAsync<BsonDocument>(
                new BsonDocument("_id", id).AddRange(isFree),
                pipeline,
                new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After });
            Assert.Equal(id == "held" ? null : "me", taken?["owner"].AsString);
            if (taken is not null)
            {
                Assert.InRange(taken["until"].ToUniversalTime(), Now().AddSeconds(5), Now().AddSeconds(15));
            }
        }

        Assert.Equal(2, (await _rows.UpdateManyAsync(new BsonDocument("owner", "me"), pipeline)).MatchedCount);
    }

    [Fact]
    public async Task A_count_stops_at_its_limit()
    {
        await _rows.InsertManyAsync(Enumerable.Range(0, 9).Select(i => new BsonDocument { { "_id", i }, { "due", Now() } }));
        var due = Having("due");

        Assert.Equal(4, await _rows.CountDocumentsAsync(due, new CountOptions { Limit = 4 }));
        Assert.Equal(9, await _rows.CountDocumentsAsync(due, new CountOptions { Limit = 100 }));
    }

    /// <summary>The engine looks once a minute, whichever it is.</summary>
    [Fact]
    public async Task A_row_leaves_by_itself_when_its_time_is_over()
    {
        await _rows.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(
            new BsonDocument("expireAt", 1), new CreateIndexOptions { Name = "expire", ExpireAfter = TimeSpan.Zero }));
        await _rows.InsertManyAsync(
        [
            new BsonDocument { { "_id", "old" }, { "expireAt", Now().AddMinutes(-1) } },
            new BsonDocument { { "_id", "new" }, { "expireAt", Now().AddDays(1) } },
        ]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await _rows.CountDocumentsAsync(new BsonDocument("_id", "old"), cancellationToken: limit.Token) > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
        }

        Assert.Equal(["new"], (await AllAsync()).Select(row => row["_id"].AsString));
    }

    [Fact]
    public async Task Text_of_every_script_comes_back_as_it_went()
    {
        const string text = "𠮷䶮 👨‍👩‍👧 ｆｕｌｌ <script> =cmd|' /C calc'!A0";
        await _rows.InsertOneAsync(new BsonDocument { { "_id", "t" }, { "text", text } });
        Assert.Equal(text, (await _rows.Find(new BsonDocument("_id", "t")).SingleAsync())["text"].AsString);
    }

    private static BsonDocument Raise(long version) => new("$set", new BsonDocument("v", version));

    private static BsonDocument News(string id, long version) => new() { { "_id", id }, { "seen", new BsonDocument("tracking", version) } };

    private static UpdateOneModel<BsonDocument> Gated(string id, long version, bool isUpsert) => new(
        new BsonDocument { { "_id", id }, { "seen.tracking", new BsonDocument("$lt", version) } },
        new BsonDocument("$set", new BsonDocument { { "progress", "x" }, { "seen.tracking", version } }))
    {
        IsUpsert = isUpsert,
    };

    private static BsonDocument Having(string field) => new(field, new BsonDocument("$exists", true));

    private async Task<List<BsonDocument>> AllAsync() =>
        await _rows.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync();

    private static DateTime Now()
    {
        var now = DateTime.UtcNow;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
