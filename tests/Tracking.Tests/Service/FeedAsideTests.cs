using Hotline.Operations.V1;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

/// <summary>A fact that cannot be numbered is put aside; its ticket, its partition and everything else go on.</summary>
public sealed class FeedAsideTests : IAsyncLifetime
{
    private readonly TrackingFixture _given = new();

    private IMongoCollection<BsonDocument> Aside => _given.Service.Get<FeedAside>().Entries;

    private IMongoCollection<BsonDocument> Queue => _given.Service.Get<FeedQueue>().Entries;

    private IMongoCollection<BsonDocument> Entries => _given.Service.Get<FeedStore>().Entries;

    public Task InitializeAsync() => _given.InitializeAsync(("Hotline:Feed:MissingAfter", "00:00:01"));

    public Task DisposeAsync() => _given.DisposeAsync();

    [Fact]
    public async Task A_fact_whose_event_does_not_parse_is_named_and_its_ticket_goes_on()
    {
        var id = await _given.DispatchedTicketAsync();
        await NumberedAsync(id, 2);
        // As an outbox would leave it: the entry first, then the fact.
        await Queue.InsertOneAsync(new("_id", await KeyAsync(id, 3)));
        await _given.Store.Facts.InsertOneAsync(await BrokenAsync(id, 3));
        await _given.Store.Collection.UpdateOneAsync(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("v", 3L)));

        await _given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, _given.Liaison);
        await NumberedAsync(id, 4);

        Assert.Equal([1L, 2, 4], await VersionsAsync(id));
        var aside = await Aside.Find(new BsonDocument()).SingleAsync();
        Assert.Equal((await KeyAsync(id, 3), FeedAside.Unreadable), (aside["_id"].AsString, aside["reason"].AsString));
        var told = Assert.Single((await _given.StatusAsync()).Backlogs, backlog => backlog.Kind == BacklogKind.FeedAside);
        Assert.Equal((1, id), (told.Count, told.TicketId));
    }

    [Fact]
    public async Task More_facts_than_a_page_that_never_come_are_put_aside_and_the_others_do_not_wait_for_it()
    {
        var details = FeedDocuments.Write(new([], ["110118"], 100, Given.Beijing(TrackingFixture.Start)));
        var missing = Enumerable.Range(0, 1_200)
            .Select(i => new BsonDocument("_id", QueueKey.Of(i % 16, new($"missing{i:D4}", 1))).AddRange(details)).ToList();
        await Queue.InsertManyAsync(missing);

        var id = await _given.DispatchedTicketAsync();
        await NumberedAsync(id, 2);
        await Eventually.IsAsync(
            async () => !await Queue.Find(new BsonDocument()).AnyAsync(), "all of them are put aside", TimeSpan.FromSeconds(60));

        Assert.Equal(missing.Count, await Aside.CountDocumentsAsync(new BsonDocument("reason", FeedAside.Missing)));
    }

    [Fact]
    public async Task What_was_put_in_the_queue_by_another_hand_is_put_aside_as_it_is()
    {
        await Queue.InsertManyAsync([new("_id", "003|nonsense")]);

        await Eventually.IsAsync(async () => await Aside.CountDocumentsAsync(new BsonDocument()) == 1, "it is put aside");
        var id = await _given.DispatchedTicketAsync();
        await NumberedAsync(id, 2);
    }

    private async Task<string> KeyAsync(string id, long v)
    {
        var partition = FeedDocuments.Read(await Entries.Find(new BsonDocument("ticket", id)).FirstAsync()).Partition;
        return QueueKey.Of(partition, new(id, v));
    }

    private async Task<BsonDocument> BrokenAsync(string id, long v)
    {
        var fact = await _given.Store.Facts.Find(new BsonDocument { { "ticket", id }, { "v", v - 1 } }).SingleAsync();
        fact["_id"] = Chassis.Facts.Fact.IdOf(id, v);
        fact["v"] = v;
        fact["requestKey"] = "broken";
        fact["events"][0]["json"] = "{";
        return fact;
    }

    private Task NumberedAsync(string id, long version) => Eventually.IsAsync(
        async () => (await VersionsAsync(id)).LastOrDefault() == version, $"version {version} is numbered");

    private async Task<List<long>> VersionsAsync(string id)
    {
        var entries = await Entries.Find(new BsonDocument("ticket", id)).Sort(new BsonDocument("_id", 1)).ToListAsync();
        return entries.ConvertAll(entry => entry["v"].ToInt64());
    }
}
