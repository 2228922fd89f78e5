using System.Threading.Channels;
using Grpc.Core;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Streams changes: first what the cursor has missed, from the store; then what comes, from the tail. Ends at
/// shutdown and at a certain age, to be resumed with the last cursor.
/// </summary>
public sealed class FeedWatch(FeedStore feed, FeedQueries queries, FeedTail tail, FeedOptions options, IHostApplicationLifetime lifetime, TimeProvider system)
{
    private const int ReadPage = 500;
    private const int Batch = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task WatchAsync(WatchTicketsRequest request, IServerStreamWriter<WatchTicketsResponse> stream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        // A reader that takes nothing must not hold up the stop: what cannot be written soon after it is given up.
        using var write = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        await using var patience = lifetime.ApplicationStopping.Register(() => write.CancelAfter(Patience));
        try
        {
            await WatchAsync(request, stream, FeedQueries.ReaderOf(context, request.UnitId), end.Token, write.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !write.IsCancellationRequested)
        {
            // Stopping ends a stream well wherever it stood; the reader goes on from its last cursor.
        }
    }

    private async Task WatchAsync(WatchTicketsRequest request, IServerStreamWriter<WatchTicketsResponse> stream, FeedReader reader, CancellationToken end, CancellationToken write)
    {
        var heads = await feed.HeadsAsync(end);
        var cursor = request.Cursor.Length == 0 ? heads : queries.Open(request.Cursor);
        await queries.MustBeKnownAsync(cursor, heads, end);
        // Says at once that the stream stands, and from where it can be resumed.
        await stream.WriteAsync(new() { Cursor = queries.Seal(cursor), IsCheckpoint = true }, write);

        // Most of what was missed is read before the tail's channel begins to fill.
        cursor = await CatchUpAsync(cursor, heads, reader, stream, end, write);
        await using var subscription = await tail.SubscribeAsync(end);
        cursor = await CatchUpAsync(cursor, subscription.Start, reader, stream, end, write);
        await FollowAsync(cursor, subscription, reader, stream, end, write);
    }

    /// <summary>Everything up to a position, from the store.</summary>
    private async Task<FeedCursor> CatchUpAsync(
        FeedCursor cursor, FeedCursor until, FeedReader reader, IServerStreamWriter<WatchTicketsResponse> stream, CancellationToken end, CancellationToken write)
    {
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            while (cursor[partition] < until[partition])
            {
                var page = await queries.ReadAsync(partition, cursor[partition], until[partition], end);
                var entries = page.Where(e => e.Number <= until[partition]).Take(ReadPage).ToArray();
                cursor = cursor.With(partition, entries[^1].Number);
                await SendAsync(entries, cursor, reader, stream, write);
            }
        }

        return cursor;
    }

    private async Task FollowAsync(
        FeedCursor cursor, FeedSubscription subscription, FeedReader reader, IServerStreamWriter<WatchTicketsResponse> stream, CancellationToken end, CancellationToken write)
    {
        var now = system.GetUtcNow();
        var endsAt = now + (options.MaxAge * (0.9 + (0.2 * Random.Shared.NextDouble())));
        var checkpointAt = now + options.Checkpoint;
        while (!end.IsCancellationRequested && (now = system.GetUtcNow()) < endsAt)
        {
            var entries = await NextAsync(subscription.Entries, (checkpointAt < endsAt ? checkpointAt : endsAt) - now, end);
            write.ThrowIfCancellationRequested();
            var fresh = entries.Where(e => e.Number > cursor[e.Partition]).ToArray();
            cursor = fresh.Aggregate(cursor, (c, e) => c.With(e.Partition, e.Number));
            if (await SendAsync(fresh, cursor, reader, stream, write))
            {
                checkpointAt = system.GetUtcNow() + options.Checkpoint;
            }
            else if (system.GetUtcNow() >= checkpointAt)
            {
                await stream.WriteAsync(new() { Cursor = queries.Seal(cursor), IsCheckpoint = true }, write);
                checkpointAt = system.GetUtcNow() + options.Checkpoint;
            }
        }
    }

    /// <summary>What is there, or nothing after a while.</summary>
    private async Task<List<FeedEntry>> NextAsync(ChannelReader<FeedEntry> channel, TimeSpan patience, CancellationToken end)
    {
        var entries = new List<FeedEntry>();
        using var limit = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end, limit.Token);
        try
        {
            if (!await channel.WaitToReadAsync(both.Token))
            {
                throw Refuse.Overloaded("The stream ended; resume with the last cursor.");
            }
        }
        catch (OperationCanceledException)
        {
            return entries;
        }

        while (entries.Count < Batch && channel.TryRead(out var entry))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<bool> SendAsync(
        IReadOnlyCollection<FeedEntry> entries, FeedCursor cursor, FeedReader reader, IServerStreamWriter<WatchTicketsResponse> stream, CancellationToken cancel)
    {
        var answer = new WatchTicketsResponse();
        foreach (var entry in entries)
        {
            FeedQueries.Add(answer.Changes, entry.For(reader));
        }

        if (answer.Changes.Count == 0)
        {
            return false;
        }

        answer.Cursor = queries.Seal(cursor);
        await stream.WriteAsync(answer, cancel);
        return true;
    }
}
