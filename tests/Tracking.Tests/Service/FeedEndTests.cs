using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Testing;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Every way a stream of changes ends is one that its reader goes on from without missing a change.</summary>
[Collection(TrackingCollection.Name)]
public sealed class FeedEndTests(TrackingFixture given)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_reader_that_does_not_keep_up_is_told_so_alone_and_resumes_without_a_loss()
    {
        const string unit = "110118-feed-slow";
        // What the two transports between us hold back must be full before the watcher's own buffer fills.
        var bulk = new string('长', 20_000);
        await using var replica = await given.StartReplicaAsync(("Hotline:Feed:Buffer", "8"), ("Hotline:Feed:Interval", "00:00:00.020"));
        using var channel = Channel(replica);
        var reader = given.As("r", "PARTNER", unit);
        using var slow = Watch(channel, reader, "");
        var reading = new Reading { Cursor = (await FirstAsync(slow)).Cursor };
        using var steady = Watch(channel, reader, "");
        await FirstAsync(steady);

        var expected = new List<string>();
        for (var i = 0; i < 16; i++)
        {
            expected.Add(await TicketAsync(unit, bulk));
            // A reader gets each change, however far behind the other is.
            Assert.Equal([expected[^1]], await UntilAsync(steady, 1));
        }

        await Refused.ByAsync(() => reading.ToEndAsync(slow), StatusCode.ResourceExhausted, ErrorReason.Overloaded);
        Assert.InRange(reading.Seen.Count, 1, expected.Count - 1);
        await AssertWholeAsync(expected, reading, channel, reader);
    }

    [Fact]
    public async Task A_stream_ends_well_at_its_age_and_the_next_one_goes_on()
    {
        const string unit = "110118-feed-age";
        await using var replica = await given.StartReplicaAsync(("Hotline:Feed:MaxAge", "00:00:01"));
        using var channel = Channel(replica);
        var reader = given.As("r", "PARTNER", unit);
        var expected = new List<string>();
        var reading = new Reading();
        for (var i = 0; i < 3; i++)
        {
            using var watch = Watch(channel, reader, reading.Cursor);
            reading.Cursor = (await FirstAsync(watch)).Cursor;
            expected.Add(await TicketAsync(unit));
            await reading.ToEndAsync(watch);
            Assert.Equal(StatusCode.OK, watch.GetStatus().StatusCode);
            expected.Add(await TicketAsync(unit));
        }

        await AssertWholeAsync(expected, reading, channel, reader);
    }

    [Fact]
    public async Task A_replica_that_stops_ends_its_streams_well_and_another_one_goes_on()
    {
        const string unit = "110118-feed-stop";
        var replica = await given.StartReplicaAsync();
        using var channel = Channel(replica);
        var reader = given.As("r", "PARTNER", unit);
        using var watch = Watch(channel, reader, "");
        await FirstAsync(watch);
        var first = await TicketAsync(unit);
        Assert.Equal([first], await UntilAsync(watch, 1));
        var cursor = watch.ResponseStream.Current.Cursor;

        var stopped = replica.DisposeAsync().AsTask();
        Assert.False(await watch.ResponseStream.MoveNext(default));
        Assert.Equal(StatusCode.OK, watch.GetStatus().StatusCode);
        await stopped;

        var second = await TicketAsync(unit);
        using var resumed = given.Tracking.WatchTickets(new() { Cursor = cursor }, reader, deadline: DateTime.UtcNow + Soon);
        Assert.Equal([second], await UntilAsync(resumed, 1));
    }

    [Fact]
    public async Task A_stream_ends_when_its_token_expires_and_a_new_token_goes_on()
    {
        const string unit = "110118-feed-token";
        var lifetime = TimeSpan.FromSeconds(3);
        var token = ServiceUnderTest.Bearer(given.Issuer.Token("r", ["PARTNER"], [unit], lifetime: lifetime));
        using var channel = GrpcChannel.ForAddress(given.Service.PublicAddress);
        using var watch = Watch(channel, token, "");
        var reading = new Reading { Cursor = (await FirstAsync(watch)).Cursor };
        List<string> expected = [await TicketAsync(unit)];
        var started = DateTime.UtcNow;

        await Refused.ByAsync(() => reading.ToEndAsync(watch), StatusCode.Unauthenticated, ErrorReason.Unauthenticated);

        Assert.InRange(DateTime.UtcNow - started, TimeSpan.Zero, lifetime + TimeSpan.FromSeconds(2));
        expected.Add(await TicketAsync(unit));
        await AssertWholeAsync(expected, reading, channel, given.As("r", "PARTNER", unit));
    }

    // Of the test's own: the one of a service under test ends before the service does, and its streams with it.
    private static GrpcChannel Channel(ServiceUnderTest service) => GrpcChannel.ForAddress(service.PublicAddress);

    private static AsyncServerStreamingCall<WatchTicketsResponse> Watch(GrpcChannel channel, Metadata reader, string cursor)
    {
        var tracking = new TrackingService.TrackingServiceClient(channel);
        return tracking.WatchTickets(new() { Cursor = cursor }, reader, deadline: DateTime.UtcNow + Soon);
    }

    private static async Task<WatchTicketsResponse> FirstAsync(AsyncServerStreamingCall<WatchTicketsResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.True(watch.ResponseStream.Current.IsCheckpoint);
        return watch.ResponseStream.Current;
    }

    private static async Task<List<string>> UntilAsync(AsyncServerStreamingCall<WatchTicketsResponse> watch, int count)
    {
        var seen = new List<string>();
        while (seen.Count < count && await watch.ResponseStream.MoveNext(default))
        {
            seen.AddRange(watch.ResponseStream.Current.Changes.Select(change => change.TicketId));
        }

        return seen;
    }

    /// <summary>What is still missing comes after the last cursor, and nothing comes twice.</summary>
    private static async Task AssertWholeAsync(List<string> expected, Reading reading, GrpcChannel channel, Metadata reader)
    {
        using var resumed = Watch(channel, reader, reading.Cursor);
        reading.Seen.AddRange(await UntilAsync(resumed, expected.Count - reading.Seen.Count));
        Assert.Equal(expected.Order(StringComparer.Ordinal), reading.Seen.Order(StringComparer.Ordinal));
    }

    /// <summary>A ticket that the unit sees from its second change on: one change in its scope.</summary>
    private async Task<string> TicketAsync(string unit, string title = "村内排水不畅")
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        accepted.Appeal.Title = title;
        await given.HandleAsync(accepted);
        await given.HandleAsync(TrackingFixture.Dispatched(id, 1, TrackingFixture.Lead(unit)));
        return id;
    }

    /// <summary>What a reader keeps over the streams it reads: the tickets whose change came, and how far it is.</summary>
    private sealed class Reading
    {
        public List<string> Seen { get; } = [];

        public string Cursor { get; set; } = "";

        public async Task ToEndAsync(AsyncServerStreamingCall<WatchTicketsResponse> watch)
        {
            while (await watch.ResponseStream.MoveNext(default))
            {
                Seen.AddRange(watch.ResponseStream.Current.Changes.Select(change => change.TicketId));
                Cursor = watch.ResponseStream.Current.Cursor;
            }
        }
    }
}
