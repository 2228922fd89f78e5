using System.Collections.Concurrent;
using Hotline.Chassis.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Takes announced facts off their tickets; a moment later when there is much to do, because a ticket that changes
/// again meanwhile is then written once. Dying before that only means that its facts are announced once more.
/// </summary>
public sealed partial class TakingOff<TState>(FactStore<TState> store, TimeProvider system, ILogger<TakingOff<TState>> logger) : BackgroundService
    where TState : class
{
    private const int BatchSize = 100;

    private static readonly BsonDocument TakenOff = new()
    {
        { "$set", new BsonDocument(Envelope.Pending, new BsonArray()) },
        { "$unset", new BsonDocument { { Envelope.Due, "" }, { Envelope.Lease, "" } } },
    };

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // So many announced within an interval are much to do, and so they are until it has been quiet for a while.
    private const int Many = 5;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    // Far below the lease: no other relay may think the announcer dead.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (string Lease, long At)> _announced = new(StringComparer.Ordinal);

    private int _lately;
    private long? _busyAt;

    /// <summary>All that the lease's holder found pending has been announced.</summary>
    public void Add(string ticket, string lease)
    {
        _announced[ticket] = (lease, system.GetTimestamp());
        Interlocked.Increment(ref _lately);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(TimeSpan.Zero, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                await TryAsync(IsBusy() ? After : TimeSpan.Zero, stoppingToken);
            }
        }
    }

    private bool IsBusy()
    {
        if (Interlocked.Exchange(ref _lately, 0) >= Many)
        {
            _busyAt = system.GetTimestamp();
        }

        return _busyAt is { } last && system.GetElapsedTime(last) < Quiet;
    }

    private async Task TryAsync(TimeSpan after, CancellationToken cancel)
    {
        try
        {
            await PassAsync(after, cancel);
        }
        catch (Exception error) when (error is MongoException or TimeoutException or OperationCanceledException)
        {
            // What is left pending is announced again when its lease has run out.
            PassFailed(error.GetType().Name);
        }
    }

    private async Task PassAsync(TimeSpan after, CancellationToken cancel)
    {
        // In the order of ids, as everybody who writes many tickets at once: so nobody waits in a circle.
        var ripe = _announced.Where(each => system.GetElapsedTime(each.Value.At) >= after).OrderBy(each => each.Key, StringComparer.Ordinal);
        foreach (var batch in ripe.Chunk(BatchSize))
        {
            await store.Collection.UpdateManyAsync(Held(batch.ToDictionary(each => each.Key, each => each.Value.Lease)), TakenOff, cancellationToken: cancel);
            foreach (var each in batch)
            {
                _announced.TryRemove(each);
            }
        }
    }

    /// <summary>
    /// The lease fences: whoever wrote since took a new one, so pending holds exactly what was announced. No two writes
    /// have the same lease, so that all can be named together: one update of many costs the store much less than many of one.
    /// </summary>
    private static BsonDocument Held(Dictionary<string, string> leases) =>
        Documents.ByIds(leases.Keys).Add(Envelope.Lease, Documents.OneOf(leases.Values));

    [LoggerMessage(240, LogLevel.Warning, "Taking announced facts off their tickets failed: {Kind}")]
    private partial void PassFailed(string kind);
}
