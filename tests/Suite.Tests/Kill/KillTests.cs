using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tokens;
using Hotline.Cli.Verbs;
using Hotline.Suite.Tests.Cli;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Suite.Tests.Kill;

/// <summary>
/// Submits while each service, the gateway, the store and the broker are killed in turn and started again: whatever
/// was acknowledged is one ticket, dispatched once, and nothing else is there.
/// </summary>
[Collection(Machine.Name)]
public sealed class KillTests : IAsyncLifetime
{
    private const int Total = 3_000;
    private const int Callers = 16;
    private const int InFlightAtKill = 250;

    private static readonly string[] Victims = ["intake", "routing", "tracking", "gateway", "postgres", "rabbitmq"];

    private readonly Instance _instance = new(Path.Combine(Path.GetTempPath(), "hotline-" + Path.GetRandomFileName()));
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(10));

    private DebianPlatform Platform => new(_instance, External.None);

    [DebianFact]
    public async Task Every_acknowledged_submit_is_one_ticket_dispatched_once_whoever_is_killed()
    {
        var address = await Platform.StartAsync(_limit.Token);
        var suite = new SuiteHost(_instance, address, SuiteSettings.Private("kill"));
        await suite.EnsureAsync(_limit.Token);
        using var submitters = new Submitters(suite.Intake.Public, suite.Issuer.Issue(TokenClaims.For(["operator"], ["110118"])));

        var submitting = submitters.RunAsync(Total, Callers, _limit.Token);
        for (var i = 0; i < Victims.Length; i++)
        {
            var allowed = (i + 1) * Total / (Victims.Length + 1);
            submitters.Allow(allowed);
            await UntilAsync(() => Task.FromResult(submitters.Acknowledged.Count >= allowed - InFlightAtKill), $"{allowed} submits before {Victims[i]} is killed");
            await KillAndRestartAsync(suite, Victims[i]);
        }

        submitters.Allow(Total);
        await submitting;
        await AgainAsync(submitters);
        await JudgeAsync(address, suite, submitters);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await DownVerb.StopAsync(Platform, purge: true, CancellationToken.None);
        Directory.Delete(_instance.Root, recursive: true);
        _limit.Dispose();
    }

    private async Task KillAndRestartAsync(SuiteHost suite, string victim)
    {
        if (suite.Services.FirstOrDefault(service => service.Name == victim) is { } service)
        {
            await service.KillAsync(_limit.Token);
            await service.EnsureAsync(_limit.Token);
        }
        else
        {
            await Platform.KillAsync([victim], _limit.Token);
            await Platform.StartAsync(_limit.Token);
        }
    }

    /// <summary>Repeats of what was acknowledged long ago answer the same appeal.</summary>
    private async Task AgainAsync(Submitters submitters)
    {
        for (var number = 1; number <= Total; number += 100)
        {
            await submitters.SubmitAsync($"kill-{number}", number, _limit.Token);
        }
    }

    private async Task JudgeAsync(PlatformAddress address, SuiteHost suite, Submitters submitters)
    {
        Assert.Empty(submitters.Unexpected);
        Assert.True(submitters.Repeated > 0, "nobody was interrupted: the kills tested nothing");
        Assert.Equal(Total, submitters.Acknowledged.Count);
        var ids = submitters.Acknowledged.Values.ToHashSet();
        Assert.Equal(Total, ids.Count);

        using var client = new MongoClient(address.MongoDb);
        IMongoCollection<BsonDocument> In(string service, string collection) => client.GetDatabase($"hotline_{suite.Name}_{service}").GetCollection<BsonDocument>(collection);
        var dispatched = new BsonDocument { { "state", "Dispatched" } };
        await UntilAsync(async () => await In("tracking", "tickets").CountDocumentsAsync(dispatched, cancellationToken: _limit.Token) >= Total, "every ticket is dispatched");

        var appeals = await In("intake", "appeals").Find(new BsonDocument()).ToListAsync();
        Assert.Equal(ids.Order(StringComparer.Ordinal), appeals.Select(appeal => appeal["_id"].AsString).Order(StringComparer.Ordinal));
        Assert.Equal(Total, appeals.Select(appeal => appeal["ticketNumber"].AsString).Distinct().Count());
        Assert.Equal(Total, await In("routing", "dispatches").CountDocumentsAsync(new BsonDocument("assignments", new BsonDocument("$size", 1))));

        var tickets = await In("tracking", "tickets").Find(new BsonDocument()).ToListAsync();
        Assert.Equal(Total, tickets.Count);
        Assert.All(tickets, ticket => Assert.Single(ticket["assignments"].AsBsonArray));
        await UntilAsync(async () => await In("tracking", "tickets").CountDocumentsAsync(new BsonDocument("due", new BsonDocument("$exists", true))) == 0, "nothing waits to be announced");
        await TimelinesAsync(In("tracking", "facts"));
    }

    private static async Task TimelinesAsync(IMongoCollection<BsonDocument> facts)
    {
        var all = await facts.Find(new BsonDocument()).Project(new BsonDocument { { "ticket", 1 }, { "v", 1 }, { "type", 1 }, { "occurredAt", 1 }, { "hash", 1 }, { "prevHash", 1 } }).ToListAsync();
        foreach (var ticket in all.GroupBy(fact => fact["ticket"].AsString))
        {
            var ordered = ticket.OrderBy(fact => fact["v"].ToInt64()).ToArray();
            Assert.Equal(Enumerable.Range(1, ordered.Length).Select(v => (long)v), ordered.Select(fact => fact["v"].ToInt64()));
            Assert.Equal(ordered.Select(fact => fact["hash"].AsString).SkipLast(1).Prepend(""), ordered.Select(fact => fact["prevHash"].AsString));

            // The news may come in any order; when each thing happened does not depend on that.
            Assert.Equal(2, ordered.Length);
            var accepted = Assert.Single(ordered, fact => fact["type"] == "ticket.accepted");
            var dispatched = Assert.Single(ordered, fact => fact["type"] == "ticket.dispatched");
            Assert.True(accepted["occurredAt"] <= dispatched["occurredAt"], $"{ticket.Key} was dispatched before it was accepted");
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            while (!await condition())
            {
                await Task.Delay(50, _limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Not in time: {what}");
        }
    }
}
