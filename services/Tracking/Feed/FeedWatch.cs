using System.Threading.Channels;
using Grpc.Core;
using Hotline.Chassis.Access;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Streams changes: first what the cursor has missed, from the store; then what comes, from the tail. Closes at shutdown and
/// at a certain age, and ends with an error when the caller's token expires; to be resumed with the last cursor.
/// </summary>
public sealed class FeedWatch(
    FeedStore feed,
    FeedCursors cursors,
    FeedChanges changes,
    FeedTail tail,
    FeedOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider system)
{
    private const int Batch = 100;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Streams until the reader leaves, the stream reaches its age, or the service stops.</summary>
    /// <exception cref="RefusalException">
    /// TOKEN_INVALID, CURSOR_EXPIRED: the cursor; OVERLOADED: the reader fell too far behind; UNAUTHENTICATED: its token has
    /// expired.
    /// </exception>
    public async Task WatchAsync(WatchTicketsRequest request, IServerStreamWriter<WatchTicketsResponse> writer, ServerCallContext context)
    {
        using var expiry = new CancellationTokenSource(Left(context.Caller()), system);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping, expiry.Token);
        // A reader that takes nothing must not hold up the stop: what cannot be written soon after it is given up.
        using var write = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, expiry.Token);
        await using var stop = lifetime.ApplicationStopping.Register(() => write.CancelAfter(StopTimeout));
        try
        {
            await WatchAsync(request, FeedCursors.ReaderOf(context, request.UnitId), writer, end.Token, write.Token);
            expiry.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw Refuse.Unauthenticated("The token has expired; resume with a new one and the last cursor.");
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !write.IsCancellationRequested)
        {
            // Stopping closes a stream cleanly wherever it stood; the reader goes on from its last cursor.
        }
    }

    /// <summary>How long the caller's token is valid. A stream is never older than its age, which a timer can always measure.</summary>
    private TimeSpan Left(Caller caller)
    {
        var (left, longest) = (caller.ValidUntil - system.GetUtcNow(), options.MaxAge * 2);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < longest ? left : Timeout.InfiniteTimeSpan;
    }

    private async Task WatchAsync(
        WatchTicketsRequest request,
        FeedReader reader,
        IServerStreamWriter<WatchTicketsResponse> writer,
        CancellationToken end,
        CancellationToken write)
    {
        var heads = await feed.HeadsAsync(end);
        var cursor = request.Cursor.Length == 0 ? heads : cursors.Open(request.Cursor);
        await cursors.MustBeKnownAsync(cursor, heads, end);
        var stream = new FeedStream(reader, cursor, changes, cursors, writer, options.Checkpoint, system, end, write);
        // Says at once that the stream stands, and from where it can be resumed.
        await stream.CheckpointAsync();

        // Most of what was missed is read before the tail's channel begins to fill.
        await CatchUpAsync(stream, heads, end);
        using var subscription = await tail.SubscribeAsync(end);
        await CatchUpAsync(stream, subscription.Start, end);
        await FollowAsync(stream, subscription, end);
    }

    /// <summary>Everything up to a position, from the store.</summary>
    private async Task CatchUpAsync(FeedStream stream, FeedCursor until, CancellationToken end)
    {
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            while (stream.Cursor[partition] < until[partition])
            {
                await stream.SendAsync(await cursors.ReadAsync(partition, stream.Cursor[partition], until[partition], end));
                await stream.CheckpointIfDueAsync();
            }
        }
    }

    private async Task FollowAsync(FeedStream stream, FeedSubscription subscription, CancellationToken end)
    {
        var endsAt = system.GetUtcNow() + (options.MaxAge * (0.9 + (0.2 * Random.Shared.NextDouble())));
        while (!end.IsCancellationRequested && system.GetUtcNow() < endsAt)
        {
            var wait = (stream.CheckpointAt < endsAt ? stream.CheckpointAt : endsAt) - system.GetUtcNow();
            await stream.SendAsync(await NextAsync(subscription.Entries, wait, end));
            await stream.CheckpointIfDueAsync();
        }
    }

    /// <summary>What is there, or nothing after a while.</summary>
    private async Task<List<FeedEntry>> NextAsync(ChannelReader<FeedEntry> channel, TimeSpan longest, CancellationToken end)
    {
        var entries = new List<FeedEntry>();
        using var limit = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, system);
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
}
