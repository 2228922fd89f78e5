using Hotline.Cli.Suite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Suite.Tests.Kill;

/// <summary>What must be true once all is done, whatever happened on the way.</summary>
internal static class Judgement
{
    private static readonly BsonDocument Any = [];

    /// <summary>Each acknowledged submit is one ticket, dispatched once, with an unbroken timeline; and nothing else is there.</summary>
    public static async Task JudgeAsync(this SuiteUnderTest suite, Submitters submitters, int total)
    {
        Assert.Empty(submitters.Unexpected);
        Assert.True(submitters.Repeated > 0, "no submit was interrupted: the faults tested nothing");
        Assert.Equal(total, submitters.Acknowledged.Count);
        var ids = submitters.Acknowledged.Values.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(total, ids.Distinct().Count());

        var tickets = suite.Collection(ServiceKind.Tracking, "tickets");
        var dispatched = new BsonDocument("state", "Dispatched");
        await suite.UntilAsync(async () => await CountAsync(tickets, dispatched) >= total, "every ticket is dispatched");

        var appeals = await suite.Collection(ServiceKind.Intake, "appeals").Find(Any).ToListAsync(suite.Cancel);
        Assert.Equal(ids, appeals.Select(appeal => appeal["_id"].AsString).Order(StringComparer.Ordinal));
        Assert.Equal(total, appeals.Select(appeal => appeal["ticketNumber"].AsString).Distinct().Count());
        var once = new BsonDocument("assignments", new BsonDocument("$size", 1));
        Assert.Equal(total, await CountAsync(suite.Collection(ServiceKind.Routing, "dispatches"), once));
        Assert.Equal(total, await CountAsync(tickets, Any));
        Assert.Equal(total, await CountAsync(tickets, once));

        await NothingIsDueAsync(suite);
        await TimelinesAsync(suite.Collection(ServiceKind.Tracking, "facts"), total);
    }

    private static async Task NothingIsDueAsync(SuiteUnderTest suite)
    {
        var due = new BsonDocument("due", new BsonDocument("$exists", true));
        foreach (var (kind, name) in new[]
        {
            (ServiceKind.Intake, "appeals"), (ServiceKind.Routing, "dispatches"), (ServiceKind.Tracking, "tickets"),
        })
        {
            var collection = suite.Collection(kind, name);
            await suite.UntilAsync(async () => await CountAsync(collection, due) == 0, $"nothing of {kind.Name} waits to be published");
        }
    }

    private static async Task TimelinesAsync(IMongoCollection<BsonDocument> facts, int total)
    {
        string[] fields = ["ticket", "v", "type", "occurredAt", "hash", "prevHash"];
        var all = await facts.Find(Any).Project(new BsonDocument(fields.Select(field => new BsonElement(field, 1)))).ToListAsync();
        var timelines = all.GroupBy(fact => fact["ticket"].AsString).ToList();
        Assert.Equal(total, timelines.Count);
        foreach (var ticket in timelines)
        {
            var ordered = ticket.OrderBy(fact => fact["v"].ToInt64()).ToArray();
            Assert.Equal([1L, 2L], ordered.Select(fact => fact["v"].ToInt64()));
            var hashes = ordered.Select(fact => fact["hash"].AsString);
            Assert.Equal(hashes.SkipLast(1).Prepend(""), ordered.Select(fact => fact["prevHash"].AsString));

            // The news may come in any order; when each thing happened does not depend on that.
            var accepted = Assert.Single(ordered, fact => fact["type"] == "ticket.accepted");
            var dispatched = Assert.Single(ordered, fact => fact["type"] == "ticket.dispatched");
            Assert.True(accepted["occurredAt"] <= dispatched["occurredAt"], $"{ticket.Key} was dispatched before it was accepted");
        }
    }

    private static Task<long> CountAsync(IMongoCollection<BsonDocument> collection, BsonDocument filter) =>
        collection.CountDocumentsAsync(filter);
}
