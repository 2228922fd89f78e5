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
            new CreateIndexModel<BsonDocument>(new BsonDocument("number", 1), new CreateIndexOptions<BsonDocument> { Name = "number", Unique = true, PartialFilterExpression = new BsonDocument("number", new BsonDocument("$exists", true)) }),
            new CreateIndexModel<BsonDocument>(new BsonDocument("due", 1), new CreateIndexOptions<BsonDocument> { Name = "due", PartialFilterExpression = new BsonDocument("due", new BsonDocument("$exists", true)) }),
        ]);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_guarded_update_sets_unsets_pushes_and_raises_only_when_the_version_fits()
    {
        var now = Now();
        await _rows.InsertOneAsync(new BsonDocument { { "_id", "t" }, { "v", 1L }, { "old", 1 }, { "due", now.AddMinutes(5) }, { "pending", new BsonArray() }, { "seen", new BsonDocument() } });
        var update = new BsonDocument
        {
            { "$set", new BsonDocument { { "v", 2L }, { "state", "Signed" }, { "seen.routing", 3L } } },
            { "$unset", new BsonDocument("old", "") },
            { "$push", new BsonDocument("pending", new BsonDocument("_id", "t|2")) },
            { "$max", new BsonDocument("due", now) },
        };

        Assert.Equal(1, (await _rows.UpdateOneAsync(new BsonDocument { { "_id", "t" }, { "v", 1L } }, update)).MatchedCount);
        Assert.Equal(0, (await _rows.UpdateOneAsync(new BsonDocument { { "_id", "t" }, { "v", 1L } }, update)).MatchedCount);
        var row = await _rows.Find(new BsonDocument("_id", "t")).SingleAsync();
        Assert.Equal(now.AddMinutes(5), row["due"].ToUniversalTime());
        Assert.Equal(3L, row["seen"]["routing"].AsInt64);
        Assert.False(row.Contains("old"));
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
        await _rows.InsertManyAsync([new BsonDocument("_id", 1), new BsonDocument("_id", 2), new BsonDocument { { "_id", 3 }, { "number", "MY1" } }]);
        var error = await Assert.ThrowsAsync<MongoWriteException>(() => _rows.InsertOneAsync(new BsonDocument { { "_id", 4 }, { "number", "MY1" } }));
        Assert.Equal(ServerErrorCategory.DuplicateKey, error.WriteError.Category);
    }

    [Fact]
    public async Task An_unordered_insert_keeps_what_is_new_and_names_what_is_not()
    {
        await _rows.InsertOneAsync(new BsonDocument("_id", "t|1"));
        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => _rows.InsertManyAsync(
            [new BsonDocument("_id", "t|1"), new BsonDocument("_id", "t|2"), new BsonDocument("_id", "t|3")], new InsertManyOptions { IsOrdered = false }));
        Assert.Equal([0], error.WriteErrors.Select(write => write.Index));
        Assert.Equal(3, await _rows.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task A_bulk_of_fenced_updates_changes_only_rows_whose_lease_is_still_held()
    {
        await _rows.InsertManyAsync([new BsonDocument { { "_id", "a" }, { "lease", "x" }, { "due", Now() } }, new BsonDocument { { "_id", "b" }, { "lease", "y" }, { "due", Now() } }]);
        var done = new BsonDocument { { "$set", new BsonDocument("pending", new BsonArray()) }, { "$unset", new BsonDocument { { "due", "" }, { "lease", "" } } } };
        var result = await _rows.BulkWriteAsync(
            [
                new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", "a" }, { "lease", "x" } }, done),
                new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", "b" }, { "lease", "of another" } }, done),
            ],
            new BulkWriteOptions { IsOrdered = false });
        Assert.Equal(1, result.MatchedCount);
        Assert.Equal(["b"], (await _rows.Find(new BsonDocument("due", new BsonDocument("$exists", true))).ToListAsync()).Select(row => row["_id"].AsString));
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
        var sliced = await _rows.Find(new BsonDocument("_id", "t")).Project(new BsonDocument("pending", new BsonDocument("$slice", 1))).SingleAsync();
        var without = await _rows.Find(new BsonDocument("_id", "t")).Project(new BsonDocument("content", 0)).SingleAsync();
        Assert.Equal(1, Assert.Single(sliced["pending"].AsBsonArray).AsInt32);
        Assert.False(without.Contains("content"));
    }

    [Fact]
    public async Task Text_of_every_script_comes_back_as_it_went()
    {
        const string text = "𠮷䶮 👨‍👩‍👧 ｆｕｌｌ <script> =cmd|' /C calc'!A0";
        await _rows.InsertOneAsync(new BsonDocument { { "_id", "t" }, { "text", text } });
        Assert.Equal(text, (await _rows.Find(new BsonDocument("_id", "t")).SingleAsync())["text"].AsString);
    }

    private static DateTime Now()
    {
        var now = DateTime.UtcNow;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
