using System.ComponentModel.DataAnnotations;

namespace Hotline.Tracking.Feed;

/// <summary>How the feed is kept and read.</summary>
public sealed class FeedOptions
{
    public const string Section = "Hotline:Feed";

    /// <summary>Partitions by ticket hash. Fixed for the life of a database: cursors name a position in each.</summary>
    [Range(1, 256)]
    public int Partitions { get; set; } = 16;

    /// <summary>How long a change can be read; an older cursor has expired.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a replica holds a partition without renewing.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often waiting facts and new entries are looked for.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Changes a watcher may fall behind before its stream ends.</summary>
    [Range(1, 100_000)]
    public int Buffer { get; set; } = 2_000;

    /// <summary>A quiet stream shows this often that it lives.</summary>
    public TimeSpan Checkpoint { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A stream ends at this age, give or take a tenth, so that load spreads over replicas again.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(30);
}
