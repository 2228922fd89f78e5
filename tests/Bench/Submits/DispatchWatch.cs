using System.Collections.Concurrent;
using System.Diagnostics;
using Hotline.Bench.Feed;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Bench.Submits;

/// <summary>Sees each ticket's dispatch come out of Tracking's feed, and when.</summary>
public sealed class DispatchWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _seen = new();
    private readonly FeedStream _feed;

    public DispatchWatch(Place place) => _feed = new FeedStream(place, Take);

    public int Count => _seen.Count;

    /// <summary>Returns when the stream is open, so that nothing that follows is missed.</summary>
    public Task OpenAsync() => _feed.OpenAsync();

    /// <summary>Milliseconds from an instant to the ticket's dispatch, or null when it has not been seen.</summary>
    public double? Since(string ticket, long begun) =>
        _seen.TryGetValue(ticket, out var at) ? Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds : null;

    /// <exception cref="TimeoutException">So many were not seen within the limit.</exception>
    public async Task UntilAsync(int count, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        while (Count < count)
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"{Count} of {count} tickets were seen dispatched within {limit}.");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Milliseconds from an instant to the ticket's dispatch, once it is seen.</summary>
    /// <exception cref="TimeoutException">It was not seen within the limit.</exception>
    public async Task<double> UntilAsync(string ticket, long begun, TimeSpan limit)
    {
        double? seen;
        while ((seen = Since(ticket, begun)) is null)
        {
            if (Stopwatch.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException($"The dispatch of {ticket} was not seen within {limit}.");
            }

            await Task.Delay(5);
        }

        return seen.Value;
    }

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private void Take(TicketChange change, long at)
    {
        // By state, not by kind of change: when Routing's word overtakes Intake's, a ticket first shows as dispatched.
        if (change.Ticket?.State == TicketState.Dispatched)
        {
            _seen.TryAdd(change.TicketId, at);
        }
    }
}
