using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>The stages that scores, insight and reports are made of.</summary>
public sealed class AggregateTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Groups_and_sorts()
    {
        var tickets = await TicketsAsync();

        var groups = await RunAsync(tickets, """
            [
              { $match: { days: { $gte: 0 } } },
              { $group: { _id: '$unit', n: { $sum: 1 }, mean: { $avg: '$days' } } },
              { $sort: { _id: 1 } }
            ]
            """);

        Assert.Equal(["a:3:1", "b:3:4"], groups.Select(g => $"{g["_id"]}:{g["n"]}:{g["mean"].ToDouble():0}"));
    }

    [Fact]
    public async Task Counts_days_in_the_time_zone_of_the_city()
    {
        var tickets = store.NewCollection();
        await tickets.InsertManyAsync(
        [
            new BsonDocument { { "_id", 1 }, { "at", new DateTime(2026, 5, 1, 15, 59, 0, DateTimeKind.Utc) } },
            new BsonDocument { { "_id", 2 }, { "at", new DateTime(2026, 5, 1, 16, 1, 0, DateTimeKind.Utc) } },
        ]);

        var days = await RunAsync(tickets, """
            [
              { $group: { _id: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } }, n: { $sum: 1 } } },
              { $sort: { _id: 1 } }
            ]
            """);

        Assert.Equal(["2026-05-01", "2026-05-02"], days.Select(d => d["_id"].AsString));
    }

    [Fact]
    public async Task Truncates_to_the_hour_in_a_time_zone()
    {
        var tickets = store.NewCollection();
        await tickets.InsertOneAsync(new BsonDocument("at", new DateTime(2026, 5, 1, 16, 59, 0, DateTimeKind.Utc)));

        var hours = await RunAsync(
            tickets, "[ { $group: { _id: { $dateTrunc: { date: '$at', unit: 'hour', timezone: 'Asia/Shanghai' } } } } ]");

        Assert.Equal(new DateTime(2026, 5, 1, 16, 0, 0, DateTimeKind.Utc), hours.Single()["_id"].ToUniversalTime());
    }

    [Fact]
    public async Task Answers_several_questions_in_one_pass()
    {
        var tickets = await TicketsAsync();

        var answer = await RunAsync(
            tickets, "[ { $facet: { total: [ { $count: 'n' } ], units: [ { $group: { _id: '$unit' } } ] } } ]");
        var facets = answer.Single();

        Assert.Equal(6, facets["total"][0]["n"].ToInt32());
        Assert.Equal(2, facets["units"].AsBsonArray.Count);
    }

    [Fact]
    public async Task Ranks_within_windows()
    {
        var tickets = await TicketsAsync();

        var ranked = await RunAsync(tickets, """
            [
              { $setWindowFields: {
                  partitionBy: '$unit',
                  sortBy: { days: -1 },
                  output: { rank: { $rank: {} }, sum: { $sum: '$days', window: { documents: ['unbounded', 'current'] } } }
              } },
              { $match: { rank: 1 } },
              { $sort: { unit: 1 } }
            ]
            """);

        Assert.Equal(["a:2", "b:5"], ranked.Select(r => $"{r["unit"]}:{r["sum"]}"));
    }

    [Fact]
    public async Task Computes_percentiles()
    {
        var tickets = await TicketsAsync();

        var answer = await RunAsync(
            tickets, "[ { $group: { _id: null, p: { $percentile: { input: '$days', p: [0.5, 0.99], method: 'approximate' } } } } ]");
        var result = answer.Single();

        Assert.InRange(result["p"][0].ToDouble(), 2, 3);
        Assert.InRange(result["p"][1].ToDouble(), 4.5, 5);
    }

    [Fact]
    public async Task Joins_another_collection()
    {
        var tickets = await TicketsAsync();
        var units = store.NewCollection();
        await units.InsertOneAsync(new BsonDocument { { "_id", "a" }, { "name", "密云镇" } });

        var joined = await RunAsync(tickets, $$"""
            [
              { $match: { _id: 0 } },
              { $lookup: { from: '{{units.CollectionNamespace.CollectionName}}', localField: 'unit', foreignField: '_id', as: 'u' } },
              { $unwind: '$u' }
            ]
            """);

        Assert.Equal("密云镇", joined.Single()["u"]["name"].AsString);
    }

    [Fact]
    public async Task Merges_a_roll_up_into_its_collection_and_again_over_it()
    {
        var tickets = await TicketsAsync();
        var buckets = store.NewCollection();
        var pipeline = $$"""
            [
              { $group: { _id: '$unit', n: { $sum: 1 } } },
              { $merge: {
                  into: '{{buckets.CollectionNamespace.CollectionName}}',
                  on: '_id',
                  whenMatched: 'replace',
                  whenNotMatched: 'insert'
              } }
            ]
            """;

        await RunAsync(tickets, pipeline);
        await tickets.InsertOneAsync(new BsonDocument { { "_id", 100 }, { "unit", "a" }, { "days", 9 } });
        await RunAsync(tickets, pipeline);

        var rows = await buckets.Find(Builders<BsonDocument>.Filter.Empty).SortBy(b => b["_id"]).ToListAsync();
        Assert.Equal(["a:4", "b:3"], rows.Select(r => $"{r["_id"]}:{r["n"]}"));
    }

    [Fact]
    public async Task Refuses_change_streams_in_words()
    {
        var failure = await Assert.ThrowsAsync<MongoCommandException>(() => store.NewCollection().WatchAsync());

        Assert.Contains("changeStream", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<List<BsonDocument>> RunAsync(IMongoCollection<BsonDocument> collection, string pipeline)
    {
        var stages = BsonSerializer.Deserialize<BsonArray>(pipeline).Select(s => s.AsBsonDocument);
        return await (await collection.AggregateAsync<BsonDocument>(stages.ToArray())).ToListAsync();
    }

    private async Task<IMongoCollection<BsonDocument>> TicketsAsync()
    {
        var collection = store.NewCollection();
        await collection.InsertManyAsync(Enumerable.Range(0, 6).Select(i => new BsonDocument
        {
            { "_id", i }, { "unit", i < 3 ? "a" : "b" }, { "days", i },
        }));
        return collection;
    }
}
