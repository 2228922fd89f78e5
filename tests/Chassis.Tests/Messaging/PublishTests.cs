using Hotline.Chassis.Access;
using Hotline.Chassis.Audit;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class PublishTests(ToyPair pair) : IClassFixture<ToyPair>
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
    public async Task A_quick_second_write_is_published_too_and_the_consumer_ends_at_the_last()
    {
        var id = await CreateAsync();
        for (var i = 2; i <= 6; i++)
        {
            var count = i;
            await Store.ChangeAsync(id, Toy.Command($"r{i}"), (toy, _) => Toy.Decision(toy with { Count = count }), default);
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
            new BsonDocument("$set", new BsonDocument
            {
                { "pending", new BsonArray { fact.ToBson() } },
                { "due", DateTime.UtcNow.AddSeconds(-1) },
                { "urgent", false },
            }));

        await SettledAsync(id);
        Assert.Equal([1L], (await Store.FactsAsync(id, 0, 10, default)).Select(fact => fact.V));
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
    public async Task An_event_that_fails_delays_no_other_of_its_batch_and_in_the_end_waits_alone_for_a_person()
    {
        var before = await PutAsideAsync();
        var ids = Enumerable.Range(0, 10).Select(_ => Given.NewTicket()).ToList();
        pair.Received.Fail = message =>
            string.Equals(message.Header.TicketId, ids[3], StringComparison.Ordinal) ? throw Refuse.NotFound("ticket") : false;
        var batch = Assert.Single(EventBatch.Pack(ids.Select(id => Given.Traced(Given.Accepted(id)))));

        await pair.Intake.Get<IEventPublisher>().PublishAsync(batch, default);

        foreach (var id in ids.Where((_, i) => i != 3))
        {
            await ArrivedAsync(id, 1);
        }

        await Eventually.IsAsync(async () => await PutAsideAsync() == before + 1, "what failed is put aside");
        Assert.Null(await Peer.FindAsync(ids[3], Scope.All, default));
        Assert.All(ids.Where((_, i) => i != 3), id => Assert.Single(pair.Received.Messages, message => message.Header.TicketId == id));
        Assert.Equal(2, pair.Received.Messages.Count(message => message.Header.TicketId == ids[3]));
    }

    [Fact]
    public async Task A_batch_in_which_no_event_is_found_waits_for_a_person()
    {
        var before = await PutAsideAsync();
        var empty = new EventBatch(EventCatalogue.Find(AppealAccepted.Descriptor.FullName), IsUrgent: false, []);
        await pair.Intake.Get<IEventPublisher>().PublishAsync(empty, default);

        await Eventually.IsAsync(async () => await PutAsideAsync() == before + 1, "it is put aside");
    }

    [Fact]
    public async Task What_follows_from_an_event_belongs_to_its_trace()
    {
        var accepted = Given.Accepted(Given.NewTicket());
        accepted.Header.TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await pair.Intake.Get<IEventPublisher>().PublishAsync(accepted);

        await ArrivedAsync(accepted.Header.TicketId, 1);
        var fact = Assert.Single(await Peer.FactsAsync(accepted.Header.TicketId, 0, 10, default));
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", fact.TraceParent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_published_before_its_consumer_ran_waits_in_the_consumers_queue()
    {
        await using var broker = await VirtualHost.CreateAsync();
        await using var database = new TestDatabase();
        await using var intake = await ServiceUnderTest.StartAsync(ToyService.BuildIntake, "intake", pair.Issuer, database, broker);
        var store = intake.Get<FactStore<Toy>>();
        var id = Given.NewTicket();
        await store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 1 }), default);
        await Eventually.IsAsync(async () => (await store.GetAsync(id, Scope.All, default)).Pending.Count == 0, "published");

        await Eventually.IsAsync(
            async () => await broker.MessagesAsync("hotline-routing") == 1, "the queue of the absent consumer holds it");
    }

    [Fact]
    public async Task A_republished_ticket_changes_nothing_at_its_consumer()
    {
        var id = await CreateAsync();
        await ArrivedAsync(id, 1);
        var before = (await Peer.FindAsync(id, Scope.All, default))!.V;
        var seen = Received();

        await pair.Intake.Get<IRepublisher>().RepublishAsync(id, default);
        await Eventually.IsAsync(() => Task.FromResult(Received() > seen), "came again");

        Assert.Equal(before, (await Peer.FindAsync(id, Scope.All, default))!.V);

        int Received() => pair.Received.Messages.Count(message => message.Header.TicketId == id);
    }

    private async Task<string> CreateAsync()
    {
        var id = Given.NewTicket();
        await Store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 1 }), default);
        return id;
    }

    private Task ArrivedAsync(string id, int count) =>
        Eventually.IsAsync(
            async () => (await Peer.FindAsync(id, Scope.All, default))?.State.Count == count, $"the consumer knows {count}");

    private Task SettledAsync(string id) => Eventually.IsAsync(
        async () => await Store.LoadAsync(id, Scope.All, default) is { } document
            && !document.Contains("due")
            && document["pending"].AsBsonArray.Count == 0,
        "nothing pending");

    private async Task<long> PutAsideAsync() => await pair.Broker.MessagesAsync("hotline-routing_error") ?? 0;
}
