using Grpc.Core;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

[Collection(TrackingCollection.Name)]
public sealed class FeedTests(TrackingFixture given)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Pages_hold_every_change_in_order_and_the_cursor_goes_on_where_it_stood()
    {
        var unit = "110118-feed-pages";
        var reader = given.As("r", "PARTNER", unit);
        var start = await given.CursorAsync(reader);
        var first = await TicketAsync(unit);
        var second = await TicketAsync(unit);
        await SignAsync(first, unit);

        var (changes, cursor) = await ReadAsync(start, reader, until: 3);

        Assert.Equal([2L, 3L], changes.Where(c => c.TicketId == first).Select(c => c.Version));
        Assert.Equal(["ticket.dispatched", "assignment.signed"], changes.Where(c => c.TicketId == first).Select(c => c.Change));
        Assert.Equal([2L], changes.Where(c => c.TicketId == second).Select(c => c.Version));
        Assert.Equal(AssignmentState.Signed, changes.Last(c => c.TicketId == first).Ticket.Assignments[0].State);
        Assert.Empty((await given.Tracking.ListChangesAsync(new() { Cursor = cursor }, reader)).Changes);

        // Pages of one hold the same changes; between tickets any order is right.
        var (again, _) = await ReadAsync(start, reader, until: 3, pageSize: 1);
        Assert.Equal(changes.OrderBy(c => c.TicketId, StringComparer.Ordinal), again.OrderBy(c => c.TicketId, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Narrowed_to_a_unit_the_feed_holds_what_the_caller_may_see_of_it()
    {
        var unit = "110118-feed-narrow";
        var all = given.As("r", "PARTNER", Given.Root);
        var start = await given.CursorAsync(all);
        var id = await TicketAsync(unit);
        await given.DrainedAsync();

        var within = await given.Tracking.ListChangesAsync(new() { Cursor = start, UnitId = unit }, all);
        Assert.Equal([id], within.Changes.Select(c => c.TicketId).Distinct());
        foreach (var (caller, asked) in new[] { (all, "no-such-unit"), (given.As("x", "PARTNER", "110118-other"), unit) })
        {
            Assert.Empty((await given.Tracking.ListChangesAsync(new() { Cursor = start, UnitId = asked }, caller)).Changes);
        }
    }

    [Fact]
    public async Task Numbers_are_consecutive_and_every_fact_has_one()
    {
        for (var i = 0; i < 5; i++)
        {
            await given.DispatchedTicketAsync();
        }

        await given.DrainedAsync();
        var entries = await Entries.Find(new BsonDocument()).Project(new BsonDocument("_id", 1)).ToListAsync();

        foreach (var partition in entries.Select(e => FeedKey.Parse(e["_id"].AsString)).GroupBy(k => k.Partition))
        {
            var numbers = partition.Select(k => k.Number).Order().ToArray();
            Assert.Equal(Enumerable.Range(1, numbers.Length).Select(n => (long)n), numbers);
        }

        Assert.Equal(await given.Store.Facts.CountDocumentsAsync(new BsonDocument()), entries.Count);
    }

    [Fact]
    public async Task A_ticket_that_leaves_the_scope_is_told_without_its_snapshot()
    {
        var unit = "110118-feed-left";
        var reader = given.As("r", "PARTNER", unit);
        var start = await given.CursorAsync(reader);
        var id = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Accepted(id));
        await given.HandleAsync(TrackingFixture.Queued(id, unit));
        await given.HandleAsync(TrackingFixture.Dispatched(id, 2));
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        await given.DrainedAsync();

        var (changes, _) = await ReadAsync(start, reader, until: 2);

        Assert.Equal([TicketChange.Types.Kind.Changed, TicketChange.Types.Kind.LeftScope], changes.Select(c => c.Kind));
        Assert.Null(changes[1].Ticket);
        Assert.Equal(3, changes[1].Version);
    }

    [Fact]
    public async Task A_watcher_gets_what_comes_and_resumes_without_a_gap()
    {
        var unit = "110118-feed-watch";
        var reader = given.As("r", "PARTNER", unit);
        string cursor;
        string id;
        using (var watch = given.Tracking.WatchTickets(new(), reader, deadline: DateTime.UtcNow + Soon))
        {
            Assert.True(await watch.ResponseStream.MoveNext(default));
            Assert.True(watch.ResponseStream.Current.IsCheckpoint);
            id = await TicketAsync(unit);
            Assert.True(await watch.ResponseStream.MoveNext(default));
            var change = Assert.Single(watch.ResponseStream.Current.Changes);
            Assert.Equal((id, 2L), (change.TicketId, change.Version));
            cursor = watch.ResponseStream.Current.Cursor;
        }

        await SignAsync(id, unit);
        using var resumed = given.Tracking.WatchTickets(new() { Cursor = cursor }, reader, deadline: DateTime.UtcNow + Soon);
        Assert.True(await resumed.ResponseStream.MoveNext(default));
        Assert.True(await resumed.ResponseStream.MoveNext(default));
        Assert.Equal("assignment.signed", Assert.Single(resumed.ResponseStream.Current.Changes).Change);
    }

    [Fact]
    public async Task A_cursor_older_than_what_is_kept_has_expired()
    {
        var reader = given.As("r", "PARTNER", Given.Root);
        var id = await given.DispatchedTicketAsync();
        await given.DrainedAsync();
        var oldest = (await given.Tracking.ListChangesAsync(new() { PageSize = 1 }, reader)).NextCursor;
        var entry = await Entries.Find(new BsonDocument("ticket", id)).Sort(new BsonDocument("_id", 1)).FirstAsync();
        var (partition, number) = FeedKey.Parse(entry["_id"].AsString);
        var feed = given.Service.Get<FeedCursors>();
        var before = feed.Seal(feed.Open(oldest).With(partition, number - 1));
        await Entries.DeleteOneAsync(new BsonDocument("_id", entry["_id"]));
        try
        {
            await Refused.ByAsync(async () => await AllAsync(before, reader), StatusCode.OutOfRange, ErrorReason.CursorExpired);
            await Refused.ByAsync(
                async () =>
                {
                    using var watch = given.Tracking.WatchTickets(new() { Cursor = before }, reader, deadline: DateTime.UtcNow + Soon);
                    while (await watch.ResponseStream.MoveNext(default))
                    {
                    }
                },
                StatusCode.OutOfRange,
                ErrorReason.CursorExpired);
        }
        finally
        {
            await Entries.InsertOneAsync(entry);
        }

        var ahead = feed.Seal(feed.Open(oldest).With(partition, 1_000_000));
        await RefusedAsync(ahead, StatusCode.OutOfRange, ErrorReason.CursorExpired);
    }

    [Fact]
    public async Task A_forged_cursor_is_refused()
    {
        await RefusedAsync("AAAA", StatusCode.InvalidArgument, ErrorReason.TokenInvalid);
        var page = await given.Tracking.ListTicketsAsync(new() { PageSize = 1 }, given.Supervisor);
        var another = page.NextPageToken.Length > 0 ? page.NextPageToken : "AAAA";
        await RefusedAsync(another, StatusCode.InvalidArgument, ErrorReason.TokenInvalid);
    }

    [Fact]
    public async Task Two_replicas_give_each_change_one_number()
    {
        await using var second = await given.StartReplicaAsync(("Hotline:Feed:Lease", "00:00:00.050"));
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await given.DispatchedTicketAsync());
        }

        await given.DrainedAsync();
        var entries = await Entries.Find(new BsonDocument("ticket", new BsonDocument("$in", new BsonArray(ids))))
            .Project(new BsonDocument { { "ticket", 1 }, { "v", 1 } }).Sort(new BsonDocument("_id", 1)).ToListAsync();

        Assert.Equal(40, entries.Count);
        Assert.All(entries.GroupBy(e => e["ticket"].AsString), g => Assert.Equal([1L, 2L], g.Select(e => e["v"].ToInt64())));
    }

    private IMongoCollection<BsonDocument> Entries => given.Service.Get<FeedStore>().Entries;

    private async Task RefusedAsync(string cursor, StatusCode code, ErrorReason reason) => await Refused.ByAsync(
        async () => await given.Tracking.ListChangesAsync(new() { Cursor = cursor }, given.As("r", "PARTNER", Given.Root)), code, reason);

    private async Task SignAsync(string id, string unit) => await given.Tracking.SignTicketAsync(
        new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.As("l", "UNIT_LIAISON", unit));

    private async Task<string> TicketAsync(string unit)
    {
        var id = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Accepted(id));
        await given.HandleAsync(TrackingFixture.Dispatched(id, 1, TrackingFixture.Lead(unit)));
        return id;
    }

    private async Task<(List<TicketChange> Changes, string Cursor)> AllAsync(string cursor, Metadata reader)
    {
        var changes = new List<TicketChange>();
        while (true)
        {
            var page = await given.Tracking.ListChangesAsync(new() { Cursor = cursor, PageSize = 500 }, reader);
            changes.AddRange(page.Changes);
            if (page.NextCursor == cursor)
            {
                return (changes, cursor);
            }

            cursor = page.NextCursor;
        }
    }

    private async Task<(List<TicketChange> Changes, string Cursor)> ReadAsync(string cursor, Metadata reader, int until, int pageSize = 500)
    {
        var changes = new List<TicketChange>();
        await Eventually.IsAsync(
            async () =>
            {
                var page = await given.Tracking.ListChangesAsync(new() { Cursor = cursor, PageSize = pageSize }, reader);
                changes.AddRange(page.Changes);
                cursor = page.NextCursor;
                return changes.Count >= until;
            },
            $"{until} changes arrive");
        return (changes, cursor);
    }
}
