using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>A test of a list query reads the plan: an index must serve both the filter and the order.</summary>
public sealed class ExplainTests(TestDatabase store) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private IMongoCollection<BsonDocument> _tickets = null!;

    public async Task InitializeAsync()
    {
        _tickets = store.NewCollection();
        var keys = Builders<BsonDocument>.IndexKeys;
        await _tickets.Indexes.CreateManyAsync(
        [
            new CreateIndexModel<BsonDocument>(
                keys.Ascending("scope").Descending("at").Descending("_id"), new CreateIndexOptions { Name = "scope_at" }),
            new CreateIndexModel<BsonDocument>(keys.Ascending("due"), new CreateIndexOptions<BsonDocument>
            {
                Name = "due", PartialFilterExpression = Builders<BsonDocument>.Filter.Exists("due"),
            }),
        ]);
        await _tickets.InsertManyAsync(Enumerable.Range(0, 2000).Select(i => new BsonDocument
        {
            { "_id", i }, { "scope", $"u{i % 20}" }, { "at", i }, { "due", i }, { "other", i },
        }));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("{ scope: 'u3' }", "{ at: -1, _id: -1 }")]
    [InlineData("{ scope: 'u3', at: { $lt: 1000 } }", "{ at: -1, _id: -1 }")]
    [InlineData("{ scope: { $in: ['u3', 'u5', 'u7'] } }", "{ at: -1, _id: -1 }")]
    [InlineData("{ due: { $lte: 500, $exists: true } }", "{ due: 1 }")]
    [InlineData("{ _id: 17 }", "{}")]
    public async Task A_query_with_its_index_neither_scans_nor_sorts(string filter, string sort)
    {
        var stages = await StagesAsync(filter, sort);

        Assert.Contains("IXSCAN", stages);
        Assert.DoesNotContain("COLLSCAN", stages);
        Assert.DoesNotContain("SORT", stages);
    }

    [Theory]
    [InlineData("{ other: 5 }", "{}", "COLLSCAN")]
    [InlineData("{ scope: 'u3' }", "{ other: 1 }", "SORT")]
    public async Task A_query_without_its_index_is_seen_to_scan_or_sort(string filter, string sort, string expected)
    {
        Assert.Contains(expected, await StagesAsync(filter, sort));
    }

    [Fact]
    public async Task Explains_aggregates_counts_and_distinct_too()
    {
        var name = _tickets.CollectionNamespace.CollectionName;
        BsonDocument[] commands =
        [
            new()
            {
                { "aggregate", name },
                { "pipeline", new BsonArray { BsonDocument.Parse("{ $match: { scope: 'u3' } }") } },
                { "cursor", new BsonDocument() },
            },
            new() { { "count", name }, { "query", BsonDocument.Parse("{ scope: 'u3' }") } },
            new() { { "distinct", name }, { "key", "scope" }, { "query", BsonDocument.Parse("{ scope: 'u3' }") } },
        ];

        foreach (var command in commands)
        {
            Assert.Contains("IXSCAN", await StagesAsync(command));
        }
    }

    private Task<List<string>> StagesAsync(string filter, string sort) => StagesAsync(new BsonDocument
    {
        { "find", _tickets.CollectionNamespace.CollectionName }, { "filter", BsonDocument.Parse(filter) }, { "limit", 20 },
        { "sort", BsonDocument.Parse(sort), sort != "{}" },
    });

    private async Task<List<string>> StagesAsync(BsonDocument command)
    {
        var explain = new BsonDocument { { "explain", command }, { "verbosity", "queryPlanner" } };
        var plan = await store.Database.RunCommandAsync<BsonDocument>(explain);
        return Stages(plan["queryPlanner"]["winningPlan"].AsBsonDocument);
    }

    private static List<string> Stages(BsonDocument plan) =>
    [
        plan.GetValue("stage", "").AsString,
        .. plan.TryGetValue("inputStage", out var one) ? Stages(one.AsBsonDocument) : [],
        .. plan.TryGetValue("inputStages", out var many) ? many.AsBsonArray.SelectMany(p => Stages(p.AsBsonDocument)) : [],
    ];
}
