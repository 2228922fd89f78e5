using Hotline.Chassis.Store;
using Hotline.Intake.Appeals;
using Hotline.Intake.Vault;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Each list query, on collections large enough that the planner cares, must be served by an index alone.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public static TheoryData<string> Names => [.. QueryShapes.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_list_query_neither_scans_nor_sorts(string name)
    {
        var shape = QueryShapes.All.Single(one => one.Name == name);
        var plan = await Plan.OfAsync(_database.Open(), shape);
        Assert.True(plan.IsServedBy(shape.Index), plan.ToString());
    }

    [Fact]
    public void Five_indexes_are_the_most_an_appeal_carries() =>
        Assert.InRange(IntakeQueries.Indexes.Count(index => index.Partial is null) + 2, 3, 5);

    public async Task InitializeAsync()
    {
        var database = _database.Open();
        var appeals = database.GetCollection<BsonDocument>(IntakeQueries.Appeals);
        var access = database.GetCollection<BsonDocument>(AccessLog.Collection);
        await IndexSpec.EnsureAsync(appeals, IntakeQueries.Indexes, default);
        await IndexSpec.EnsureAsync(access, AccessLog.Indexes, default);
        await appeals.InsertManyAsync(Enumerable.Range(0, 3_000).Select(i => new BsonDocument
        {
            { "_id", $"a{i}" },
            { "ticketNumber", $"MY220928{i:D6}" },
            { "root", "110118" },
            { "town", $"1101181{i % 20:D2}" },
            { "acceptedAt", DateTime.UnixEpoch.AddMinutes(i) },
        }));
        await access.InsertManyAsync(Enumerable.Range(0, 3_000).Select(i => new BsonDocument
        {
            { "_id", $"r{i}" },
            { "ticket", $"t{i % 100}" },
            { "at", DateTime.UnixEpoch.AddMinutes(i) },
        }));
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
