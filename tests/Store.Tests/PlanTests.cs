using Hotline.Chassis.Audit;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Testing;
using MongoDB.Bson;
using Facts = Hotline.Chassis.Facts.Fact;

namespace Hotline.Store.Tests;

/// <summary>
/// The queries that every service asks through the chassis are served by their indexes. The services' own lists are
/// explained beside their rules.
/// </summary>
public sealed class PlanTests : IAsyncLifetime
{
    private const string States = "states";
    private const int Rows = 5_000;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabase _database = new();

    public async Task InitializeAsync()
    {
        var options = new FactsOptions<Row> { Collection = States, MapStored = () => { }, EtagOf = _ => "" };
        var database = _database.Open();
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>(States), options.AllIndexes, default);
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>("facts"), options.FactIndexes, default);
        await database.GetCollection<BsonDocument>(States).InsertManyAsync(Enumerable.Range(0, Rows).Select(State));
        await database.GetCollection<BsonDocument>("facts").InsertManyAsync(Enumerable.Range(0, Rows).Select(Fact));
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Tickets_that_are_due_come_urgent_ones_first_from_their_index()
    {
        var plan = await Plan.OfAsync(_database.Open(), States, Envelope.DueBy(Start.AddSeconds(100)), Envelope.DueOrder);
        Assert.True(plan.IsServedBy("due"), plan.ToString());
    }

    [Fact]
    public async Task Tickets_that_wait_come_in_the_order_in_which_they_are_due_from_their_index()
    {
        var plan = await Plan.OfAsync(_database.Open(), States, Envelope.Waiting(), new BsonDocument(Envelope.Due, 1));
        Assert.True(plan.IsServedBy("due"), plan.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_lane_of_the_audit_comes_in_order_from_its_index(bool isUrgent)
    {
        var filter = AuditLane.Behind(isUrgent, (Start, "t000001"), Start.AddSeconds(100));
        var plan = await Plan.OfAsync(_database.Open(), States, filter, AuditLane.Order);
        Assert.True(plan.IsServedBy("audit"), plan.ToString());
    }

    [Fact]
    public async Task The_facts_of_a_ticket_come_in_order_from_their_index()
    {
        var plan = await Plan.OfAsync(_database.Open(), "facts", Facts.Behind("t000007", 0), Facts.Order);
        Assert.True(plan.IsServedBy("_id_"), plan.ToString());
    }

    [Fact]
    public async Task A_repeated_request_is_found_by_its_index()
    {
        var filter = new BsonDocument { { "ticket", "t000007" }, { "requestKey", "p|r7" } };
        var plan = await Plan.OfAsync(_database.Open(), "facts", filter, []);
        Assert.True(plan.IsServed, plan.ToString());
    }

    private static BsonDocument State(int i)
    {
        var state = new BsonDocument
        {
            { "_id", $"t{i:D6}" }, { Envelope.AuditAt, Start.AddSeconds(i) }, { Envelope.AuditUrgent, i % 20 == 0 },
        };
        return i % 50 == 0 ? state.Add(Envelope.Due, Start.AddSeconds(i)).Add(Envelope.Urgent, i % 1_000 == 0) : state;
    }

    private static BsonDocument Fact(int i) => new()
    {
        { "_id", Facts.IdOf($"t{i / 5:D6}", i % 5) },
        { "ticket", $"t{i / 5:D6}" },
        { "v", (long)(i % 5) },
        { "requestKey", $"p|r{i}" },
    };

    private sealed record Row;
}
