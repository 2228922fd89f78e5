using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Hotline.Bench.Feed;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Bench.Lives;

/// <summary>Sees every change come out of Tracking's stream, keeps its fingerprint, and tells when a ticket is dispatched.</summary>
public sealed class ChangeWatch : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<(string Ticket, long Version), IReadOnlyList<string>> _changes = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<(long At, TicketChange Change)>> _dispatched = new();
    private readonly FeedStream _feed;

    public ChangeWatch(Place place) => _feed = new FeedStream(place, Take);

    /// <summary>A fingerprint of each change, more than one where a repeat differed from the first.</summary>
    public IReadOnlyDictionary<(string Ticket, long Version), IReadOnlyList<string>> Changes => _changes;

    /// <summary>Of the change's bytes on the wire.</summary>
    public static string Fingerprint(TicketChange change) => Convert.ToHexString(SHA256.HashData(change.ToByteArray())[..16]);

    /// <summary>Returns when the stream is open, so that nothing that follows is missed.</summary>
    public Task OpenAsync() => _feed.OpenAsync();

    /// <exception cref="TimeoutException">The dispatch was not seen within two minutes.</exception>
    public Task<(long At, TicketChange Change)> DispatchedAsync(string ticket) => Of(ticket).Task.WaitAsync(Limit);

    /// <summary>Waits for these last versions of tickets; what does not come within the limit is left to be counted as missing.</summary>
    public async Task CaughtUpAsync(IReadOnlyDictionary<string, long> last, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < limit && !last.All(ticket => _changes.ContainsKey((ticket.Key, ticket.Value))))
        {
            await Task.Delay(50);
        }
    }

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private void Take(TicketChange change, long at)
    {
        var print = Fingerprint(change);
        _changes.AddOrUpdate(
            (change.TicketId, change.Version),
            _ => [print],
            (_, known) => known.Contains(print) ? known : [.. known, print]);
        if (change.Ticket?.State == TicketState.Dispatched)
        {
            Of(change.TicketId).TrySetResult((at, change));
        }
    }

    private TaskCompletionSource<(long At, TicketChange Change)> Of(string ticket) =>
        _dispatched.GetOrAdd(ticket, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
