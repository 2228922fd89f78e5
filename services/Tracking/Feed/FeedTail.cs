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

    // Held for moments, never while the store is asked: a watcher comes and goes also while the store does not answer.
    private readonly Lock _gate = new();
    private readonly WakeUp _wake = new();
    private readonly List<Watcher> _watchers = [];
    private readonly List<Watcher> _joining = [];
    private FeedCursor _position = new([0]);

    /// <summary>A channel with everything after the position, and that position.</summary>
    /// <param name="cancel">Ends the wait for the next pass, which tells the position to all who wait for it.</param>
    /// <exception cref="MongoDB.Driver.MongoException">The store is away.</exception>
    /// <exception cref="TimeoutException">The store is away.</exception>
    public async Task<FeedSubscription> SubscribeAsync(CancellationToken cancel)
    {
        var watcher = new Watcher(options.Buffer);
        lock (_gate)
        {
            _joining.Add(watcher);
        }

        Wake();
        try
        {
            return new(await watcher.Start.Task.WaitAsync(cancel), watcher.Entries.Reader, () => Leave(watcher));
        }
        catch (OperationCanceledException)
        {
            Leave(watcher);
            throw;
        }
    }

    /// <summary>Something new is there, sooner than the interval would tell.</summary>
    public void Wake() => _wake.Set();

    protected override Task PauseAsync(TimeSpan pause, CancellationToken cancel) =>
        _wake.WaitAsync(!IsWatched() ? Timeout.InfiniteTimeSpan : pause, SystemTime, cancel);

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        if (IsWatched())
        {
            var heads = await HeadsAsync(cancel);
            Admit(heads);
            foreach (var keys in FeedKey.Between(_position, heads).Chunk(Page))
            {
                GiveAll(await feed.ReadAsync(keys, cancel));
            }

            // Entries that were not found have expired.
            _position = _position.AtLeast(heads);
        }

        return false;
    }

    private bool IsWatched()
    {
        lock (_gate)
        {
            return _watchers.Count + _joining.Count > 0;
        }
    }

    /// <summary>Where the feed ends. When the store cannot tell, every watcher that joins gets the error.</summary>
    private async Task<FeedCursor> HeadsAsync(CancellationToken cancel)
    {
        try
        {
            return await feed.HeadsAsync(cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            lock (_gate)
            {
                _joining.ForEach(watcher => watcher.Start.TrySetException(error));
                _joining.Clear();
            }

            throw;
        }
    }

    private void Admit(FeedCursor heads)
    {
        lock (_gate)
        {
            if (_watchers.Count == 0)
            {
                _position = heads;
            }

            _joining.ForEach(watcher => watcher.Start.TrySetResult(_position));
            _watchers.AddRange(_joining);
            _joining.Clear();
        }
    }

    private void GiveAll(IReadOnlyList<FeedEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _watchers.RemoveAll(watcher => !watcher.Takes(entry));
                _position = _position.With(entry.Partition, entry.Number);
            }
        }
    }

    private void Leave(Watcher watcher)
    {
        lock (_gate)
        {
            _joining.Remove(watcher);
            _watchers.Remove(watcher);
        }
    }

    private sealed class Watcher(int buffer)
    {
        public Channel<FeedEntry> Entries { get; } =
            Channels.CreateBounded<FeedEntry>(new BoundedChannelOptions(buffer) { SingleReader = true, SingleWriter = true });

        public TaskCompletionSource<FeedCursor> Start { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>False when the watcher did not keep up; its channel ends then.</summary>
        public bool Takes(FeedEntry entry)
        {
            if (Entries.Writer.TryWrite(entry))
            {
                return true;
            }

            Entries.Writer.TryComplete(Refuse.Overloaded("The reader fell too far behind; resume with the last cursor."));
            return false;
        }
    }
}

/// <summary>A watcher's place at the tail. Ends when disposed.</summary>
public sealed class FeedSubscription(FeedCursor start, ChannelReader<FeedEntry> entries, Action end) : IDisposable
{
    /// <summary>The channel holds everything after this position.</summary>
    public FeedCursor Start => start;

    /// <summary>Ends with OVERLOADED when the watcher falls too far behind.</summary>
    public ChannelReader<FeedEntry> Entries => entries;

    public void Dispose() => end();
}
