using System.Threading.Channels;
using Channels = System.Threading.Channels.Channel;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Reads the end of the feed once for all watchers of this replica. Without watchers it reads nothing. A watcher
/// that does not keep up loses its channel, never the others' time.
/// </summary>
public sealed partial class FeedTail(FeedStore feed, FeedOptions options, TimeProvider system, ILogger<FeedTail> logger) : BackgroundService
{
    private const int Page = 500;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly List<Channel<FeedEntry>> _watchers = [];
    private readonly FeedHandover _handover = new();
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

            var channel = Channels.CreateBounded<FeedEntry>(new BoundedChannelOptions(options.Buffer) { SingleReader = true, SingleWriter = true });
            _watchers.Add(channel);
            Wake();
            return new(_position, channel.Reader, () => UnsubscribeAsync(channel));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Durable entries that this replica has numbered, for whoever watches here.</summary>
    public void Offer(IReadOnlyCollection<FeedEntry> entries)
    {
        if (_watchers.Count > 0)
        {
            _handover.Offer(entries);
        }
    }

    /// <summary>Something new is there, sooner than the interval would tell.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    public override void Dispose()
    {
        _gate.Dispose();
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(_watchers.Count == 0 ? Timeout.InfiniteTimeSpan : options.Interval, stoppingToken);
                await PassAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                PassFailed(error.GetType().Name);
                await Task.Delay(options.Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PassAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_watchers.Count == 0)
            {
                return;
            }

            var heads = await feed.HeadsAsync(cancel);
            for (var partition = 0; partition < options.Partitions; partition++)
            {
                while (heads[partition] > _position[partition] && await ReadAsync(partition, cancel) > 0)
                {
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<int> ReadAsync(int partition, CancellationToken cancel)
    {
        var entries = _handover.Take(partition, _position[partition]) is { Count: > 0 } handed
            ? handed
            : await feed.ReadAsync(partition, _position[partition], Page, cancel);
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

    [LoggerMessage(411, LogLevel.Warning, "Feed tail failed: {Kind}")]
    private partial void PassFailed(string kind);
}

/// <summary>A watcher's place at the tail. Ends when disposed.</summary>
public sealed class FeedSubscription(FeedCursor start, ChannelReader<FeedEntry> entries, Func<Task> end) : IAsyncDisposable
{
    public FeedCursor Start => start;

    public ChannelReader<FeedEntry> Entries => entries;

    public async ValueTask DisposeAsync() => await end();
}
