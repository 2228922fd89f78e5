using Google.Protobuf;
using Grpc.Core;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

/// <summary>A watcher and a reader of the list get the same: each change, each with the same bytes, none too long to be read.</summary>
[Collection(TrackingCollection.Name)]
public sealed class FeedDoorsTests(TrackingFixture given)
{
    private const int MessageLimit = 1_000_000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Both_doors_give_the_same_bytes_for_the_same_changes()
    {
        const string unit = "110118-feed-doors";
        const int tickets = 32;
        var reader = given.As("r", "PARTNER", unit);
        using var watch = given.Tracking.WatchTickets(new() { UnitId = unit }, reader, deadline: DateTime.UtcNow + Soon);
        Assert.True(await watch.ResponseStream.MoveNext(default));
        var cursor = watch.ResponseStream.Current.Cursor;

        var work = Task.WhenAll(Enumerable.Range(0, tickets).Select(_ => WorkAsync(unit)));
        var watched = new Dictionary<(string, long), ByteString>();
        while (watched.Count < 4 * tickets && await watch.ResponseStream.MoveNext(default))
        {
            foreach (var change in watch.ResponseStream.Current.Changes)
            {
                Assert.True(watched.TryAdd((change.TicketId, change.Version), change.ToByteString()));
            }
        }

        await work;
        var listed = await ListAsync(cursor, unit, reader);

        Assert.Equal(4 * tickets, listed.Count);
        Assert.Equal(listed.OrderBy(each => each.Key), watched.OrderBy(each => each.Key));
        Assert.All(listed.Values, bytes => Assert.NotEmpty(TicketChange.Parser.ParseFrom(bytes).Ticket.Assignments));
    }

    [Fact]
    public async Task The_longest_history_comes_to_many_who_catch_up_in_messages_that_a_default_client_reads()
    {
        const string unit = "110118-feed-long";
        const int contacts = 150;
        var reader = given.As("r", "PARTNER", unit);
        var heads = given.Service.Get<FeedCursors>().Seal(await given.Service.Get<FeedStore>().HeadsAsync(default));
        var id = await given.DispatchedTicketAsync(TrackingFixture.Lead(unit));
        var liaison = given.As("l", "UNIT_LIAISON", unit);
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, liaison);
        for (var i = 0; i < contacts; i++)
        {
            await given.Tracking.RecordContactAsync(Contact($"c{i}", id, reached: i == 0, new string('听', 250)), liaison);
        }

        var entries = given.Service.Get<FeedStore>().Entries;
        await Eventually.IsAsync(
            async () => await entries.CountDocumentsAsync(new BsonDocument("ticket", id)) == contacts + 3, "all is numbered", Soon);

        var listed = await ListAsync(heads, unit, reader);
        var watched = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WatchAsync(heads, unit, reader, contacts + 2)));

        Assert.Equal(contacts + 2, listed.Count);
        Assert.True(listed.Values.Max(bytes => bytes.Length) > 100_000, "the snapshots are long");
        Assert.All(watched, each => Assert.Equal(listed.OrderBy(change => change.Key), each.OrderBy(change => change.Key)));
    }

    [Fact]
    public async Task A_change_whose_fact_is_gone_stops_no_reader()
    {
        const string unit = "110118-feed-gone";
        var reader = given.As("r", "PARTNER", unit);
        var heads = given.Service.Get<FeedCursors>().Seal(await given.Service.Get<FeedStore>().HeadsAsync(default));
        var first = await given.DispatchedTicketAsync(TrackingFixture.Lead(unit));
        var second = await given.DispatchedTicketAsync(TrackingFixture.Lead(unit));
        await Eventually.IsAsync(async () => (await ListAsync(heads, unit, reader)).Count == 2, "both changes are numbered");

        var lost = await given.Store.Facts.FindOneAndDeleteAsync<BsonDocument>(new BsonDocument { { "ticket", first }, { "v", 2 } });
        try
        {
            Assert.Equal([(second, 2L)], (await ListAsync(heads, unit, reader)).Keys);
            Assert.Equal([(second, 2L)], (await WatchAsync(heads, unit, reader, 1)).Keys);
        }
        finally
        {
            await given.Store.Facts.InsertOneAsync(lost);
        }
    }

    private static RecordContactRequest Contact(string requestId, string ticketId, bool reached, string note) => new()
    {
        RequestId = requestId,
        TicketId = ticketId,
        AssignmentId = "a1",
        Channel = ContactChannel.Phone,
        Result = reached ? ContactResult.Reached : ContactResult.NoAnswer,
        Note = note,
    };

    private async Task WorkAsync(string unit)
    {
        var id = await given.DispatchedTicketAsync(TrackingFixture.Lead(unit));
        var liaison = given.As("l", "UNIT_LIAISON", unit);
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, liaison);
        await given.Tracking.RecordContactAsync(Contact("c", id, reached: true, "已核实"), liaison);
        await given.Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, liaison);
    }

    private async Task<Dictionary<(string, long), ByteString>> ListAsync(string cursor, string unit, Metadata reader)
    {
        var changes = new Dictionary<(string, long), ByteString>();
        ListChangesResponse page;
        do
        {
            page = await given.Tracking.ListChangesAsync(new() { Cursor = cursor, UnitId = unit, PageSize = 500 }, reader);
            Assert.InRange(page.CalculateSize(), 0, MessageLimit);
            page.Changes.ToList().ForEach(change => changes.Add((change.TicketId, change.Version), change.ToByteString()));
            cursor = page.NextCursor;
        }
        while (page.HasMore);
        return changes;
    }

    private async Task<Dictionary<(string, long), ByteString>> WatchAsync(string cursor, string unit, Metadata reader, int count)
    {
        var changes = new Dictionary<(string, long), ByteString>();
        using var watch = given.Tracking.WatchTickets(new() { Cursor = cursor, UnitId = unit }, reader, deadline: DateTime.UtcNow + Soon);
        while (changes.Count < count && await watch.ResponseStream.MoveNext(default))
        {
            var message = watch.ResponseStream.Current;
            Assert.InRange(message.CalculateSize(), 0, MessageLimit);
            message.Changes.ToList().ForEach(change => changes.Add((change.TicketId, change.Version), change.ToByteString()));
        }

        return changes;
    }
}
