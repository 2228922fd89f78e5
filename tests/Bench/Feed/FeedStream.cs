using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Tracking.V1;

namespace Hotline.Bench.Feed;

/// <summary>Reads Tracking's feed from now on, resumes where it is sent away, and hands over each change with its instant.</summary>
public sealed class FeedStream : IAsyncDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<TicketChange, long> _take;
    private readonly Task _reading;

    public FeedStream(Place place, Action<TicketChange, long> take)
    {
        _channel = GrpcChannel.ForAddress(place.Tracking, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        _take = take;
        var headers = new Metadata { { "authorization", "Bearer " + place.Token("dispatcher") } };
        _reading = ReadAsync(new TrackingService.TrackingServiceClient(_channel), headers);
    }

    /// <summary>Returns when the stream is open, so that nothing that follows is missed.</summary>
    public Task OpenAsync() => _open.Task;

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
                var request = new WatchTicketsRequest { Cursor = cursor };
                using var stream = client.WatchTickets(request, headers, cancellationToken: _stop.Token);
                await stream.ResponseHeadersAsync;
                _open.TrySetResult();
                await foreach (var message in stream.ResponseStream.ReadAllAsync(_stop.Token))
                {
                    var now = Stopwatch.GetTimestamp();
                    foreach (var change in message.Changes)
                    {
                        _take(change, now);
                    }

                    cursor = message.Cursor;
                }
            }
            catch (RpcException ended)
                when (ended.StatusCode is StatusCode.ResourceExhausted or StatusCode.Cancelled or StatusCode.Unavailable)
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
