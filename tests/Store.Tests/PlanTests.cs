using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Intake.Appeals;
using Hotline.Intake.Vault;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Store.Tests;

/// <summary>
/// The queries that every service asks through the chassis, and Intake's lists, are served by their indexes. Routing's
/// and Tracking's lists are explained beside their rules.
/// </summary>
public sealed class PlanTests : IAsyncLifetime
{
    private const int Rows = 5_000;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabase _database = new();

    public static TheoryData<string> IntakeLists => [.. IntakeQueries.All.Select(shape => shape.Name)];

    public async Task InitializeAsync()
    {
        var options = new FactsOptions<Row> { Collection = IntakeQueries.Appeals, EtagOf = _ => "", Indexes = IntakeQueries.Indexes };
        var database = _database.Open();
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>(IntakeQueries.Appeals), options.AllIndexes, default);
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>("facts"), options.FactIndexes, default);
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>(AccessLog.Collection), AccessLog.Indexes, default);
        await database.GetCollection<BsonDocument>(IntakeQueries.Appeals).InsertManyAsync(Enumerable.Range(0, Rows).Select(Appeal));
        await database.GetCollection<BsonDocument>("facts").InsertManyAsync(Enumerable.Range(0, Rows).Select(Fact));
        await database.GetCollection<BsonDocument>(AccessLog.Collection).InsertManyAsync(Enumerable.Range(0, Rows).Select(Access));
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(IntakeLists))]
    public async Task A_list_of_Intake_neither_scans_nor_sorts(string name)
    {
        var shape = IntakeQueries.All.Single(shape => shape.Name == name);
        var plan = await Plan.OfAsync(_database.Open(), shape.Collection, shape.Filter, shape.Sort);
        Assert.True(plan.IsServed, plan.ToString());
    }

    [Theory]
    [InlineData("due")]
    [InlineData("confirmDue")]
    public async Task Work_that_is_due_is_found_by_its_index(string field)
    {
        var filter = new BsonDocument(field, new BsonDocument { { "$lte", Start }, { "$exists", true } });
        var plan = await Plan.OfAsync(_database.Open(), IntakeQueries.Appeals, filter, new BsonDocument(field, 1));
        Assert.True(plan.IsServed, plan.ToString());
    }

    [Fact]
    public async Task The_facts_of_a_ticket_come_in_order_from_their_index()
    {
        var filter = new BsonDocument { { "ticket", "t000007" }, { "v", new BsonDocument("$gt", 0L) } };
        var plan = await Plan.OfAsync(_database.Open(), "facts", filter, new BsonDocument { { "ticket", 1 }, { "v", 1 } });
        Assert.True(plan.IsServed, plan.ToString());
    }

    [Fact]
    public async Task A_repeated_request_is_found_by_its_index()
    {
        var plan = await Plan.OfAsync(_database.Open(), "facts", new BsonDocument { { "ticket", "t000007" }, { "requestKey", "p|r7" } }, []);
        Assert.True(plan.IsServed, plan.ToString());
    }

    private static BsonDocument Appeal(int i)
    {
        var appeal = new BsonDocument
        {
            { "_id", $"t{i:D6}" }, { "ticketNumber", $"MY260101{i:D6}" }, { "acceptedAt", Start.AddSeconds(i) }, { "scope", new BsonArray { $"1101181{i % 20:D2}", "110118" } },
        };
        return i % 50 == 0 ? appeal.Add("due", Start.AddSeconds(i)).Add("confirmDue", Start.AddSeconds(i)) : appeal;
    }

    private static BsonDocument Fact(int i) => new() { { "_id", $"t{i / 5:D6}|{i % 5}" }, { "ticket", $"t{i / 5:D6}" }, { "v", (long)(i % 5) }, { "requestKey", $"p|r{i}" } };

    private static BsonDocument Access(int i) => new() { { "_id", $"a{i:D6}" }, { "ticket", $"t{i / 5:D6}" }, { "at", Start.AddSeconds(i) } };

    private sealed record Row;
}
