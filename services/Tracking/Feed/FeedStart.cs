using Hotline.Chassis.Time;

namespace Hotline.Tracking.Feed;

/// <summary>Where a reader without a cursor begins.</summary>
public sealed class FeedStart(FeedStore feed, FeedOptions options, BusinessClock clock)
{
    private IEnumerable<int> All => Enumerable.Range(0, options.Partitions);

    /// <summary>Just before the oldest change still kept.</summary>
    public async Task<FeedCursor> OldestAsync(CancellationToken cancel)
    {
        var heads = await feed.HeadsAsync(cancel);
        return new(await Task.WhenAll(All.Select(partition => OldestAsync(partition, heads[partition], cancel))));
    }

    /// <summary>Just before the first change recorded at or after a time.</summary>
    /// <exception cref="RefusalException">CURSOR_EXPIRED: the time lies before the retention.</exception>
    public async Task<FeedCursor> FromAsync(DateTime time, CancellationToken cancel)
    {
        if (time < clock.UtcNow - options.Retention)
        {
            throw Refuse.CursorExpired();
        }

        // As exact as the store keeps instants.
        var from = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
        var heads = await feed.HeadsAsync(cancel);
        return new(await Task.WhenAll(All.Select(partition => FromAsync(partition, heads[partition], from, cancel))));
    }

    private async Task<long> OldestAsync(int partition, long head, CancellationToken cancel) =>
        await feed.ReadAsync(partition, 0, 1, cancel) is [var first] ? first.Number - 1 : head;

    /// <summary>Numbers follow each other without a gap, and the times kept with them never go back: so halving finds it.</summary>
    private async Task<long> FromAsync(int partition, long head, DateTime from, CancellationToken cancel)
    {
        var (low, high) = (await OldestAsync(partition, head, cancel), head);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            // One that has expired meanwhile was before it.
            var isBefore = await feed.FindAsync(partition, middle, cancel) is not { } entry || entry.Details.RecordedAt < from;
            (low, high) = isBefore ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
