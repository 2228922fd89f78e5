using System.Globalization;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using Hotline.Tracking.Lifecycle;
using MongoDB.Bson;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Every list query is served by its index, in the index's order: no sort, no full scan.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private const int Tickets = 10_000;

    private readonly TestDatabase _database = new();

    public async Task InitializeAsync()
    {
        var database = _database.Open();
        var options = TicketCollection.Options;
        options.MapStored();
        await database.GetCollection<BsonDocument>("tickets").InsertManyAsync(Enumerable.Range(0, Tickets).Select(Ticket));
        await database.GetCollection<BsonDocument>("facts").InsertManyAsync(Enumerable.Range(0, Tickets).Select(Fact));
        await database.GetCollection<BsonDocument>("feed").InsertManyAsync(Enumerable.Range(0, Tickets).Select(Entry));
        await database.GetCollection<BsonDocument>("feed_queue").InsertManyAsync(Enumerable.Range(0, Tickets).Select(i =>
            new BsonDocument("_id", $"{i % 16:D3}|t{i / 8}|{i % 8}")));
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>("tickets"), options.AllIndexes, default);
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>("facts"), options.FactIndexes, default);
        await IndexSpec.EnsureAsync(database.GetCollection<BsonDocument>("feed"), FeedStore.Indexes, default);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    /// <summary>A planner that goes by statistics may need a moment after so many rows came in at once.</summary>
    [Fact]
    public async Task Every_list_query_is_served_by_its_index()
    {
        var wrong = new List<string>();
        try
        {
            await Eventually.IsAsync(
                async () =>
                {
                    wrong = await WrongAsync();
                    return wrong.Count == 0;
                },
                "every query is served by its index",
                TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', wrong));
        }
    }

    private async Task<List<string>> WrongAsync()
    {
        var wrong = new List<string>();
        foreach (var shape in QueryShapes.All)
        {
            var plan = await Plan.OfAsync(_database.Open(), shape);
            if (!plan.IsServedBy(shape.Index))
            {
                wrong.Add($"{shape.Name}: {plan}, wanted {shape.Index}");
            }
        }

        return wrong;
    }

    [Fact]
    public void There_are_six_indexes_on_tickets() => Assert.Equal(6, TicketCollection.Options.AllIndexes.Count);

    private static BsonDocument Ticket(int i)
    {
        var appeal = Given.Appeal() with
        {
            TicketNumber = string.Create(CultureInfo.InvariantCulture, $"MY220928{i:D6}"),
            AcceptedAt = Given.Beijing("2022-09-28 10:00").AddSeconds(i * 30),
        };
        var record = Given.Dispatched(appeal) with { Scope = [Given.Root, $"1101181{i % 20:D2}"] };
        if (i % 3 == 0)
        {
            record = record.Raise(CallbackCause.CitizenClockExpired, appeal.AcceptedAt, Given.Policy);
        }

        var document = new BsonDocument("_id", string.Create(CultureInfo.InvariantCulture, $"t{i:D6}"));
        document.AddRange(StateBson.Write(record));
        document.Add(Envelope.Version, 1L);
        document.Add(Envelope.AuditAt, appeal.AcceptedAt.AddMinutes(2));
        document.Add(Envelope.AuditUrgent, i % 20 == 0);
        return i % 50 == 0 ? document.Add(Envelope.Due, appeal.AcceptedAt).Add(Envelope.Urgent, i % 1_000 == 0) : document;
    }

    private static BsonDocument Fact(int i)
    {
        var ticket = string.Create(CultureInfo.InvariantCulture, $"t{i / 8:D6}");
        return new()
        {
            { "_id", $"{ticket}|{i % 8}" },
            { "ticket", ticket },
            { "v", (long)(i % 8) },
            { "requestKey", $"r|{i}" },
        };
    }

    private static BsonDocument Entry(int i) => new()
    {
        { "_id", FeedKey.Of(i % 16, i / 16) },
        { "ticket", $"t{i / 8}" },
        { "v", (long)(i % 8) },
        { "before", new BsonArray() },
        { "after", new BsonArray { Given.Root } },
        { "hiddenFrom", new BsonArray() },
        { "weight", 100 },
        { "recordedAt", Given.Beijing("2022-10-01 09:00") },
        { "expireAt", DateTime.MaxValue },
    };
}
