using Hotline.Chassis.Facts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Facts;

public sealed class TicketTripsTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly FactStore<Toy> _store = fixture.Store;

    [Fact]
    public async Task Of_many_writes_at_once_each_keeps_its_own_guard()
    {
        var trips = new TicketTrips(_store.Collection);
        var tickets = Enumerable.Range(0, 50).Select(i => $"trip{i:D2}-{Guid.NewGuid():N}").ToArray();
        var opened = await Task.WhenAll(tickets.Select(ticket => trips.WriteAsync(ticket, "l0", Insert(ticket), default)));
        var again = await Task.WhenAll(tickets.Take(5).Select(ticket => trips.WriteAsync(ticket, "l0", Insert(ticket), default)));
        // Every third was written by somebody else since it was read.
        foreach (var ticket in tickets.Where((_, i) => i % 3 == 0))
        {
            await _store.Collection.UpdateOneAsync(new BsonDocument("_id", ticket), new BsonDocument("$set", new BsonDocument("v", 9L)));
        }

        var changed = await Task.WhenAll(tickets.Select((ticket, i) => trips.WriteAsync(ticket, $"l{i + 1}", Update(ticket, $"l{i + 1}"), default)));

        Assert.All(opened, Assert.True);
        Assert.All(again, Assert.False);
        Assert.Equal(tickets.Select((_, i) => i % 3 != 0), changed);
        var read = await Task.WhenAll(tickets.Select(ticket => trips.ReadAsync(ticket, default)));
        Assert.Equal(changed, read.Select(document => document!["v"].ToInt64() == 2));
        Assert.Null(await trips.ReadAsync("trip-unknown", default));
    }

    [Fact]
    public async Task Of_two_writes_of_one_version_one_goes_in()
    {
        var trips = new TicketTrips(_store.Collection);
        var ticket = $"trip-{Guid.NewGuid():N}";
        await trips.WriteAsync(ticket, "l0", Insert(ticket), default);
        var both = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => trips.WriteAsync(ticket, $"l{i}", Update(ticket, $"l{i}"), default)));

        Assert.Single(both, written => written);
    }

    [Fact]
    public async Task Many_writers_of_the_same_tickets_do_not_wait_in_a_circle()
    {
        // Two stores of one collection, as two replicas: their bulks meet on every ticket.
        TicketTrips[] replicas = [new(_store.Collection), new(_store.Collection)];
        var tickets = Enumerable.Range(0, 40).Select(i => $"circle{i:D2}-{Guid.NewGuid():N}").ToArray();
        await Task.WhenAll(tickets.Select(ticket => replicas[0].WriteAsync(ticket, "l", Insert(ticket), default)));
        for (var round = 0; round < 10; round++)
        {
            var shuffled = replicas.SelectMany(trips => Random.Shared.GetItems(tickets, 40).Distinct().Select(ticket =>
                trips.WriteAsync(ticket, "l", new UpdateOneModel<BsonDocument>(new BsonDocument("_id", ticket), new BsonDocument("$inc", new BsonDocument("v", 1L))), default)));
            Assert.All(await Task.WhenAll(shuffled), Assert.True);
        }
    }

    private static InsertOneModel<BsonDocument> Insert(string ticket) => new(new BsonDocument { { "_id", ticket }, { "v", 1L }, { "lease", "l0" } });

    private static UpdateOneModel<BsonDocument> Update(string ticket, string lease) => new(
        new BsonDocument { { "_id", ticket }, { "v", 1L } },
        new BsonDocument("$set", new BsonDocument { { "v", 2L }, { "lease", lease } }));
}
