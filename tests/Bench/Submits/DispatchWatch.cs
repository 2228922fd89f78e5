using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Bench;

/// <summary>Sees each ticket's dispatch come out of Tracking's feed, and when.</summary>
public sealed class DispatchWatch : IAsyncDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _seen = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    public DispatchWatch(Uri tracking, string token)
    {
        _channel = GrpcChannel.ForAddress(tracking);
        _reading = ReadAsync(new TrackingService.TrackingServiceClient(_channel), new Metadata { { "authorization", "Bearer " + token } });
    }

    public int Count => _seen.Count;

    /// <summary>Returns when the stream is open, so that nothing that follows is missed.</summary>
    public Task OpenAsync() => _open.Task;

    /// <summary>Milliseconds from an instant to the ticket's dispatch, or null when it has not been seen.</summary>
    public double? Since(string ticket, long begun) =>
        _seen.TryGetValue(ticket, out var at) ? Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds : null;

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

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _channel.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(TrackingService.TrackingServiceClient client, Metadata headers)
    {
        var cursor = "";
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var stream = client.WatchTickets(new WatchTicketsRequest { Cursor = cursor }, headers, cancellationToken: _stop.Token);
                await stream.ResponseHeadersAsync;
                _open.TrySetResult();
                await foreach (var message in stream.ResponseStream.ReadAllAsync(_stop.Token))
                {
                    var now = Stopwatch.GetTimestamp();
                    // By state, not by kind of change: when Routing's word overtakes Intake's, a ticket first shows as dispatched.
                    foreach (var change in message.Changes.Where(change => change.Ticket?.State == TicketState.Dispatched))
                    {
                        _seen.TryAdd(change.TicketId, now);
                    }

                    cursor = message.Cursor;
                }
            }
            catch (RpcException ended) when (ended.StatusCode is StatusCode.ResourceExhausted or StatusCode.Cancelled or StatusCode.Unavailable)
            {
                // A slow reader is sent away and resumes at its cursor.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
