using Grpc.Core;

namespace Hotline.Tracking.Feed;

/// <summary>
/// What one watcher has been sent so far, and the next messages to it. Between two messages it holds references only; the
/// snapshots of a message are read when the one before has been taken.
/// </summary>
public sealed class FeedStream(
    FeedReader reader,
    FeedCursor start,
    FeedChanges changes,
    FeedCursors cursors,
    IServerStreamWriter<WatchTicketsResponse> writer,
    TimeSpan checkpoint,
    TimeProvider system,
    CancellationToken end,
    CancellationToken write)
{
    /// <summary>Up to here everything that concerns the reader has been sent.</summary>
    public FeedCursor Cursor { get; private set; } = start;

    /// <summary>When the stream has to show again that it lives.</summary>
    public DateTimeOffset CheckpointAt { get; private set; } = system.GetUtcNow() + checkpoint;

    /// <summary>Entries in order; those that the reader has had already are left out. As many messages as their weight asks for.</summary>
    public async Task SendAsync(IReadOnlyList<FeedEntry> entries)
    {
        write.ThrowIfCancellationRequested();
        var page = Page();
        foreach (var entry in entries.Where(entry => entry.Number > Cursor[entry.Partition]))
        {
            if (!page.TryAdd(entry))
            {
                await SendAsync(page);
                page = Page();
                page.TryAdd(entry);
            }
        }

        await SendAsync(page);
    }

    /// <summary>Sends a checkpoint when the stream has been quiet for long.</summary>
    public Task CheckpointIfDueAsync() => system.GetUtcNow() >= CheckpointAt ? CheckpointAsync() : Task.CompletedTask;

    /// <summary>Tells the reader that nothing before the cursor is missing.</summary>
    public Task CheckpointAsync() => WriteAsync(new() { Cursor = cursors.Seal(Cursor), IsCheckpoint = true });

    private FeedPage Page() => new(reader, Cursor, most: int.MaxValue);

    private async Task SendAsync(FeedPage page)
    {
        var next = await changes.ReadAsync(page, end);
        Cursor = page.Cursor;
        if (next.Count > 0)
        {
            await WriteAsync(new() { Changes = { next }, Cursor = cursors.Seal(Cursor) });
        }
    }

    private async Task WriteAsync(WatchTicketsResponse message)
    {
        await writer.WriteAsync(message, write);
        CheckpointAt = system.GetUtcNow() + checkpoint;
    }
}
