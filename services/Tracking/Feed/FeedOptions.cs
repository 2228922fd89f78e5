using System.ComponentModel.DataAnnotations;

namespace Hotline.Tracking.Feed;

/// <summary>How the feed is kept and read.</summary>
public sealed class FeedOptions
{
    /// <summary>The section of the configuration that holds these settings.</summary>
    public const string Section = "Hotline:Feed";

    /// <summary>
    /// Partitions by ticket hash, 1 to 256, 16 unless set. Fixed for the life of a database: cursors name a position in each. With one,
    /// a single replica numbers every change; many lengthen every cursor.
    /// </summary>
    [Range(1, 256)]
    public int Partitions { get; set; } = 16;

    /// <summary>
    /// How long a change can be read, 30 days unless set; an older cursor has expired (OUT_OF_RANGE). Shorter than a reader's longest
    /// outage, and the reader starts anew without what it missed; each day longer keeps a day of entries in the store.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a replica holds a partition without renewing, 10 s unless set, by the store's clock. Nothing is numbered for
    /// as long after a replica has died; a lease that is shorter than a pause of the process changes hands to no purpose.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a replica looks for waiting facts and new entries, 250 ms unless set, when nothing wakes it before. Changes that another
    /// replica numbered reach a watcher that much later; a few milliseconds keep the store busy for nothing.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a waiting fact may be missing, or wait for a predecessor that is missing, 2 min unless set: then the others go
    /// on without it. Shorter than an outage of the store, and changes of a ticket may be numbered out of their order.
    /// </summary>
    public TimeSpan MissingAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Changes a watcher may fall behind before its stream ends with OVERLOADED, 1 to 100,000, 2,000 unless set. Each is a reference
    /// of about a kilobyte, not a snapshot. A few end the stream at every burst; many cost that memory for each slow watcher.
    /// </summary>
    [Range(1, 100_000)]
    public int Buffer { get; set; } = 2_000;

    /// <summary>
    /// How many messages of changes a replica reads and builds at once, 4 unless set, for watchers and lists alike; the
    /// others wait. Each takes a few megabytes while it is built: this bounds the memory of many readers that catch up.
    /// </summary>
    [Range(1, 256)]
    public int Readers { get; set; } = 4;

    /// <summary>
    /// How often a quiet stream sends a checkpoint, every 20 s unless set. Longer than the idle limit of a proxy, and the proxy cuts quiet
    /// streams.
    /// </summary>
    public TimeSpan Checkpoint { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The age at which a stream ends, 30 min unless set, give or take a tenth, so that load spreads over replicas again. Readers resume
    /// with their last cursor; seconds keep them busy with resuming.
    /// </summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(30);
}
