using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

/// <summary>How a system that polls finds its beginning and its end. A service of its own, because its clock is moved.</summary>
public sealed class FeedListTests : IAsyncLifetime
{
    private readonly TrackingFixture _given = new();

    public Task InitializeAsync() => _given.InitializeAsync();

    public Task DisposeAsync() => _given.DisposeAsync();

    private Metadata Reader => _given.As("r", "PARTNER", Given.Root);

    [Fact]
    public async Task A_reader_begins_with_the_first_change_at_or_after_a_time()
    {
        var early = await TicketsAsync(5);
        _given.MoveClock("2022-09-28 11:00");
        var late = await TicketsAsync(5);
        await NumberedAsync(20);

        Assert.Equal([.. early, .. late], await TicketsFromAsync("2022-09-28 10:00"));
        Assert.Equal(late, await TicketsFromAsync("2022-09-28 10:00:01"));
        Assert.Equal(late, await TicketsFromAsync("2022-09-28 11:00"));
        Assert.Empty(await TicketsFromAsync("2022-09-28 11:00:01"));
        Assert.Empty(await TicketsFromAsync("2023-09-28 11:00"));

        var cursor = (await _given.Tracking.ListChangesAsync(new() { ChangedFrom = At("2022-09-28 11:00:01") }, Reader)).NextCursor;
        var next = await TicketsAsync(1);
        await NumberedAsync(22);
        var page = await _given.Tracking.ListChangesAsync(new() { Cursor = cursor }, Reader);
        Assert.Equal(next, page.Changes.Select(change => change.TicketId).Distinct());
    }

    [Fact]
    public async Task A_time_before_the_retention_or_beside_a_cursor_is_refused()
    {
        var cursor = (await _given.Tracking.ListChangesAsync(new(), Reader)).NextCursor;

        await Refused.ByAsync(
            async () => await _given.Tracking.ListChangesAsync(new() { ChangedFrom = At("2022-08-29 09:59") }, Reader),
            StatusCode.OutOfRange,
            ErrorReason.CursorExpired);
        Assert.Empty((await _given.Tracking.ListChangesAsync(new() { ChangedFrom = At("2022-08-29 10:00") }, Reader)).Changes);
        Assert.Equal(["changed_from"], await Refused.FieldsAsync(async () =>
            await _given.Tracking.ListChangesAsync(new() { Cursor = cursor, ChangedFrom = At("2022-09-28 10:00") }, Reader)));
        Assert.Equal(["changed_from"], await Refused.FieldsAsync(async () =>
            await _given.Tracking.ListChangesAsync(new() { ChangedFrom = new() { Seconds = long.MaxValue } }, Reader)));
    }

    [Fact]
    public async Task A_page_says_whether_more_remains_also_for_a_reader_whom_none_of_it_concerns()
    {
        await TicketsAsync(3);
        await NumberedAsync(6);
        foreach (var (reader, seen) in new[] { (Reader, 6), (_given.As("x", "PARTNER", "110118-elsewhere"), 0) })
        {
            var (cursor, count, pages) = ("", 0, 0);
            ListChangesResponse page;
            do
            {
                page = await _given.Tracking.ListChangesAsync(new() { Cursor = cursor, PageSize = 4 }, reader);
                (cursor, count, pages) = (page.NextCursor, count + page.Changes.Count, pages + 1);
            }
            while (page.HasMore);

            Assert.Equal((seen, seen == 0 ? 1 : 2), (count, pages));
            Assert.Empty((await _given.Tracking.ListChangesAsync(new() { Cursor = cursor }, reader)).Changes);
        }
    }

    [Fact]
    public async Task What_comes_fast_in_one_partition_keeps_a_reader_from_no_other()
    {
        var ids = await TicketsAsync(12);
        await NumberedAsync(24);
        var entries = (await _given.Service.Get<FeedStore>().Entries.Find(new BsonDocument()).ToListAsync()).ConvertAll(FeedDocuments.Read);
        var busy = entries.Min(entry => entry.Partition);
        var others = entries.Where(entry => entry.Partition != busy).Select(entry => entry.Ticket).ToHashSet();
        Assert.NotEmpty(others);
        var busyTicket = entries.First(entry => entry.Partition == busy).Ticket;
        var (cursor, seen) = ("", new HashSet<string>());
        for (var i = 0; i < ids.Count * 2 && !others.IsSubsetOf(seen); i++)
        {
            // More than a page of it comes between any two pages.
            await WorkAsync(busyTicket, $"{i}");
            var page = await _given.Tracking.ListChangesAsync(new() { Cursor = cursor, PageSize = 2 }, Reader);
            seen.UnionWith(page.Changes.Select(change => change.TicketId));
            Assert.True(page.HasMore || others.IsSubsetOf(seen));
            cursor = page.NextCursor;
        }

        Assert.Superset(others, seen);
    }

    private async Task WorkAsync(string id, string request)
    {
        var numbered = await _given.Service.Get<FeedStore>().Entries.CountDocumentsAsync(new BsonDocument());
        if (request == "0")
        {
            await _given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, _given.Liaison);
            numbered++;
        }

        for (var i = 0; i < 3; i++)
        {
            var contact = new RecordContactRequest { RequestId = $"c{request}-{i}", TicketId = id, AssignmentId = "a1", Note = "未接通" };
            (contact.Channel, contact.Result) = (ContactChannel.Phone, ContactResult.NoAnswer);
            await _given.Tracking.RecordContactAsync(contact, _given.Liaison);
        }

        await NumberedAsync((int)numbered + 3);
    }

    private async Task<List<string>> TicketsAsync(int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await _given.DispatchedTicketAsync());
        }

        return ids;
    }

    private Task NumberedAsync(int count) => Eventually.IsAsync(
        async () => await _given.Service.Get<FeedStore>().Entries.CountDocumentsAsync(new BsonDocument()) == count
            && !await _given.Service.Get<FeedQueue>().Entries.Find(new BsonDocument()).AnyAsync(),
        $"{count} changes are numbered");

    private async Task<List<string>> TicketsFromAsync(string beijing)
    {
        var page = await _given.Tracking.ListChangesAsync(new() { ChangedFrom = At(beijing), PageSize = 500 }, Reader);
        Assert.False(page.HasMore);
        return [.. page.Changes.Select(change => change.TicketId).Distinct().Order(StringComparer.Ordinal)];
    }

    private static Timestamp At(string beijing) => Timestamp.FromDateTime(Given.Beijing(beijing));
}
