using Hotline.Chassis.Operations;
using Hotline.Chassis.Time;
using Hotline.Operations.V1;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Tickets whose deadlines cannot fire do not stop those of others. A service of its own: its clock runs ahead.</summary>
public sealed class PutOffTests : IAsyncLifetime
{
    private readonly TrackingFixture _given = new();

    public Task InitializeAsync() => _given.InitializeAsync();

    public Task DisposeAsync() => _given.DisposeAsync();

    private IMongoCollection<BsonDocument> Tickets => _given.Store.Collection;

    [Fact]
    public async Task More_bad_tickets_than_a_page_holds_are_put_off_and_the_good_one_behind_them_fires()
    {
        var good = await _given.DispatchedTicketAsync();
        var bad = Enumerable.Range(0, 120).Select(i => $"bad{i:D3}").ToList();
        await Tickets.InsertManyAsync(bad.Select(id => new BsonDocument
        {
            { "_id", id }, { "v", 1L }, { "nextDue", Given.Beijing("2022-09-28 11:00") },
        }));

        _given.MoveClock("2022-09-28 12:05:01");
        await SettledAsync();

        Assert.NotNull((await DeadlineOfAsync(good)).BreachedAt);
        Assert.All(await Task.WhenAll(bad.Select(FindAsync)), ticket => Assert.Equal(
            (1, Given.Beijing("2022-09-28 12:06:01")), (ticket["deadlineFailures"].AsInt32, ticket["nextDue"].ToUniversalTime())));

        var told = Assert.Single((await _given.StatusAsync()).Backlogs, backlog => backlog.Kind == BacklogKind.DeadlineFailures);
        Assert.Equal(120, told.Count);
        Assert.Contains(told.TicketId, bad);

        _given.MoveClock("2022-09-28 12:06:02");
        await SettledAsync();
        Assert.All(await Task.WhenAll(bad.Select(FindAsync)), ticket => Assert.Equal(
            (2, Given.Beijing("2022-09-28 12:08:02")), (ticket["deadlineFailures"].AsInt32, ticket["nextDue"].ToUniversalTime())));
    }

    [Theory]
    [InlineData("v", "no number")]
    [InlineData("deadlines", "no list")]
    [InlineData("tip", 1)]
    [InlineData("state", "NoSuchState")]
    public async Task A_document_that_does_not_parse_is_put_off_and_fires_with_its_own_time_once_it_is_mended(
        string element, object nonsense)
    {
        var id = await _given.DispatchedTicketAsync();
        var sound = (await FindAsync(id))[element];
        await SetAsync(id, element, BsonValue.Create(nonsense));

        _given.MoveClock("2022-09-28 12:05:01");
        await SettledAsync();
        Assert.Equal(1, (await FindAsync(id))["deadlineFailures"].AsInt32);

        await SetAsync(id, element, sound);
        _given.MoveClock("2022-09-28 12:06:02");
        await SettledAsync();
        Assert.Equal(Given.Beijing("2022-09-28 12:05"), (await DeadlineOfAsync(id)).BreachedAt.ToDateTime());
        await Eventually.IsAsync(async () => !(await FindAsync(id)).Contains("deadlineFailures"), "the failures are forgotten");
    }

    [Fact]
    public async Task A_rule_that_throws_puts_off_its_own_ticket_alone()
    {
        var (bad, good) = (await _given.DispatchedTicketAsync(), await _given.DispatchedTicketAsync());
        // The citizen clock calls the citizen back by the urgency of an appeal that is not there.
        await Tickets.UpdateOneAsync(new BsonDocument("_id", bad), new BsonDocument("$unset", new BsonDocument("appeal", "")));

        _given.MoveClock("2022-10-05 10:00:01");
        await SettledAsync();

        Assert.Equal(1, (await FindAsync(bad))["deadlineFailures"].AsInt32);
        Assert.False((await FindAsync(good)).Contains("deadlineFailures"));
        Assert.NotNull((await _given.Tracking.GetTicketAsync(new() { TicketId = good }, _given.Supervisor)).CallbackTask);
    }

    private async Task<Deadline> DeadlineOfAsync(string id)
    {
        var ticket = await _given.Tracking.GetTicketAsync(new() { TicketId = id }, _given.Supervisor);
        return ticket.Deadlines.Single(d => d.Kind == DeadlineKind.Sign);
    }

    private Task<BsonDocument> FindAsync(string id) => Tickets.Find(new BsonDocument("_id", id)).SingleAsync();

    private Task<UpdateResult> SetAsync(string id, string element, BsonValue value) =>
        Tickets.UpdateOneAsync(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument(element, value)));

    private Task SettledAsync() => Eventually.IsAsync(
        async () => !await _given.Service.Get<IDueWork>().AnyAsync(_given.Service.Get<BusinessClock>().UtcNow, default),
        "nothing is due");
}
