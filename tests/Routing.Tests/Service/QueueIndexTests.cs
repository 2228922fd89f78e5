using Hotline.Chassis.Store;
using Hotline.Routing.Dispatch;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Routing.Tests.Service;

/// <summary>Every list query of the service is served by an index: it neither scans nor sorts.</summary>
public sealed class QueueIndexTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly QueryShape One = Shape("queue of one unit", new("scope", "110118100"), "110118100");
    private static readonly QueryShape Several =
        Shape("queue of several units", new("scope", "110118"), "110118", "110118100", "110118101");
    private static readonly QueryShape[] All = [One, One.Next(Start, "t"), Several, Several.Next(Start, "t")];

    private readonly TestDatabase _database = new();

    public static TheoryData<string> Queries => [.. All.Select(q => q.Name)];

    public async Task InitializeAsync()
    {
        var records = _database.Open().GetCollection<BsonDocument>(DispatchStore.CollectionName);
        await IndexSpec.EnsureAsync(records, DispatchStore.Options.AllIndexes, default);
        await records.InsertManyAsync(Enumerable.Range(0, 3_000).Select(i =>
        {
            var record = new BsonDocument
            {
                { "_id", $"t{i:D6}" },
                { "ticketNumber", $"MY{i:D12}" },
                { "dispatchDueAt", Start.AddMinutes(i % 977) },
                { "scope", new BsonArray { "110118100", "110118" } },
            };
            return i % 3 == 0 ? record.Add("queueUnitId", i % 9 == 0 ? "110118100" : "110118") : record;
        }));
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_list_query_neither_scans_nor_sorts(string name)
    {
        var query = All.Single(q => q.Name == name);
        var plan = await Plan.OfAsync(_database.Open(), query);
        Assert.True(plan.IsServedBy(query.Index), plan.ToString());
    }

    private static QueryShape Shape(string name, BsonDocument scope, params string[] queues) =>
        new(name, DispatchStore.CollectionName, RoutingQueries.Queue(scope, queues), RoutingQueries.QueueSort, "queue");
}
