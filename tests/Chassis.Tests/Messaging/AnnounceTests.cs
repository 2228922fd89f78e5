using Hotline.Chassis.Facts;
using Hotline.Chassis.Tests.Facts;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class AnnounceTests(ToyPair pair) : IClassFixture<ToyPair>
{
    private FactStore<Toy> Store => pair.Intake.Get<FactStore<Toy>>();

    private FactStore<Toy> Peer => pair.Routing.Get<FactStore<Toy>>();

    [Fact]
    public async Task A_fact_reaches_its_consumer_and_leaves_the_pending_list()
    {
        var id = await CreateAsync();
        await ArrivedAsync(id, 1);
        await SettledAsync(id);

        Assert.Equal([1L], (await Store.FactsAsync(id, 0, 10, default)).Select(fact => fact.V));
    }

    [Fact]
    public async Task A_quick_second_write_is_announced_too_and_the_consumer_ends_at_the_last()
    {
        var id = await CreateAsync();
        for (var i = 2; i <= 6; i++)
        {
            var count = i;
            await Store.ChangeAsync(id, Toy.Command($"r{i}"), (toy, _) => Toy.Change(toy with { Count = count }), default);
        }

        await ArrivedAsync(id, 6);
        await SettledAsync(id);
        Assert.Equal(6, (await Store.FactsAsync(id, 0, 10, default)).Count);
    }

    [Fact]
    public async Task A_fact_whose_writer_died_is_found_by_the_sweep()
    {
        var id = await CreateAsync();
        await SettledAsync(id);
        var fact = (await Store.FactsAsync(id, 0, 1, default))[0];
        await Store.Collection.UpdateOneAsync(
            new BsonDocument("_id", id),
            new BsonDocument("$set", new BsonDocument { { "pending", new BsonArray { fact.ToBson() } }, { "due", DateTime.UtcNow.AddSeconds(-1) }, { "lease", "of a dead process" } }));

        await SettledAsync(id);
        Assert.Equal([1L], (await Store.FactsAsync(id, 0, 10, default)).Select(moved => moved.V));
    }

    [Fact]
    public async Task A_consumer_that_fails_at_first_is_tried_again_and_loses_nothing()
    {
        var failures = 0;
        pair.Received.Fail = _ => Interlocked.Increment(ref failures) <= 2;
        var id = await CreateAsync();
        await ArrivedAsync(id, 1);

        Assert.True(failures >= 3);
    }

    [Fact]
    public async Task An_event_announced_before_its_consumer_ran_waits_in_the_consumers_queue()
    {
        await using var broker = await VirtualHost.CreateAsync();
        await using var database = new TestDatabase();
        await using var intake = await ServiceUnderTest.StartAsync(ToyService.BuildIntake, "intake", pair.Issuer, database, broker);
        var store = intake.Get<FactStore<Toy>>();
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await store.CreateAsync(id, Toy.Command("r1"), Toy.Change(new Toy { Count = 1 }), default);
        await Eventually.IsAsync(async () => (await store.GetAsync(id, Hotline.Chassis.Access.Scope.All, default)).Pending.Count == 0, "announced");

        await Eventually.IsAsync(async () => await broker.MessagesAsync("hotline-routing") == 1, "the queue of the absent consumer holds it");
    }

    [Fact]
    public async Task A_republished_ticket_changes_nothing_at_its_consumer()
    {
        var id = await CreateAsync();
        await ArrivedAsync(id, 1);
        var before = (await Peer.FindAsync(id, Hotline.Chassis.Access.Scope.All, default))!.V;
        var seen = pair.Received.Messages.Count(message => message.Header.TicketId == id);

        await pair.Intake.Get<IRepublisher>().RepublishAsync(id, default);
        await Eventually.IsAsync(() => Task.FromResult(pair.Received.Messages.Count(message => message.Header.TicketId == id) > seen), "came again");

        Assert.Equal(before, (await Peer.FindAsync(id, Hotline.Chassis.Access.Scope.All, default))!.V);
    }

    private async Task<string> CreateAsync()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await Store.CreateAsync(id, Toy.Command("r1"), Toy.Change(new Toy { Count = 1 }), default);
        return id;
    }

    private Task ArrivedAsync(string id, int count) =>
        Eventually.IsAsync(async () => (await Peer.FindAsync(id, Hotline.Chassis.Access.Scope.All, default))?.State.Count == count, $"the consumer knows {count}");

    private Task SettledAsync(string id) => Eventually.IsAsync(
        async () => await Store.LoadAsync(id, Hotline.Chassis.Access.Scope.All, default) is { } document && !document.Contains("due") && document["pending"].AsBsonArray.Count == 0,
        "nothing pending");
}
