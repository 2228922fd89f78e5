using System.Threading.Channels;
using Hotline.Chassis.Time;
using Channels = System.Threading.Channels.Channel;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Reads the end of the feed once for all watchers of this replica, and gives each the entries, not their snapshots. Without
/// watchers it reads nothing. A watcher that does not keep up loses its channel, never the others' time.
/// </summary>
public sealed class FeedTail(FeedStore feed, FeedOptions options, TimeProvider system, ILogger<FeedTail> logger)
    : PollingWorker(options.Interval, system, logger)
{
    private const int Page = 500;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly WakeUp _wake = new();
    private readonly List<Channel<FeedEntry>> _watchers = [];
    private FeedCursor _position = new([0]);

    /// <summary>A channel with everything after the position, and that position.</summary>
    public async Task<FeedSubscription> SubscribeAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_watchers.Count == 0)
            {
                _position = await feed.HeadsAsync(cancel);
            }

            var channel = Channels.CreateBounded<FeedEntry>(
                new BoundedChannelOptions(options.Buffer) { SingleReader = true, SingleWriter = true });
            _watchers.Add(channel);
            Wake();
            return new(_position, channel.Reader, () => UnsubscribeAsync(channel));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Something new is there, sooner than the interval would tell.</summary>
    public void Wake() => _wake.Set();

    public override void Dispose()
    {
        _gate.Dispose();
        _wake.Dispose();
        base.Dispose();
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken cancel) =>
        _wake.WaitAsync(_watchers.Count == 0 ? Timeout.InfiniteTimeSpan : pause, cancel);

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_watchers.Count > 0)
            {
                var heads = await feed.HeadsAsync(cancel);
                for (var partition = 0; partition < options.Partitions; partition++)
                {
                    while (heads[partition] > _position[partition] && await ReadAsync(partition, cancel) > 0)
                    {
                    }
                }
            }

            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<int> ReadAsync(int partition, CancellationToken cancel)
    {
        var entries = await feed.ReadAsync(partition, _position[partition], Page, cancel);
        foreach (var entry in entries)
        {
            foreach (var watcher in _watchers.Where(w => !w.Writer.TryWrite(entry)).ToArray())
            {
                watcher.Writer.TryComplete(Refuse.Overloaded("The reader fell too far behind; resume with the last cursor."));
                _watchers.Remove(watcher);
            }

            _position = _position.With(partition, entry.Number);
        }

        return entries.Count;
    }

    private async Task UnsubscribeAsync(Channel<FeedEntry> channel)
    {
        await _gate.WaitAsync(CancellationToken.None);
        _watchers.Remove(channel);
        _gate.Release();
    }
}

/// <summary>A watcher's place at the tail. Ends when disposed.</summary>
public sealed class FeedSubscription(FeedCursor start, ChannelReader<FeedEntry> entries, Func<Task> end) : IAsyncDisposable
{
    public FeedCursor Start => start;

    public ChannelReader<FeedEntry> Entries => entries;

    public async ValueTask DisposeAsync() => await end();
}
