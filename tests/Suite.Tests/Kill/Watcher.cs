using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Cli.Suite;
using Hotline.Cli.Tokens;
using Hotline.Tracking.V1;

namespace Hotline.Suite.Tests.Kill;

/// <summary>Watches all tickets at one replica of Tracking from now on, and resumes with its last cursor when the stream ends.</summary>
public sealed class Watcher : IAsyncDisposable
{
    private static readonly StatusCode[] Resumable = [StatusCode.Unavailable, StatusCode.ResourceExhausted, StatusCode.Cancelled];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly GrpcChannel _channel;
    private readonly TrackingService.TrackingServiceClient _tracking;
    private readonly Metadata _headers;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TicketChange> _changes = [];
    private readonly Task _watching;

    public Watcher(SuiteHost suite, ServiceServer replica)
    {
        Name = replica.Name;
        _channel = GrpcChannel.ForAddress(replica.Public);
        _tracking = new TrackingService.TrackingServiceClient(_channel);
        _headers = new Metadata { { "authorization", "Bearer " + suite.Issuer.Issue(TokenClaims.For(["dispatcher"], ["110118"])) } };
        _watching = WatchAsync();
    }

    /// <summary>The replica it watches at.</summary>
    public string Name { get; }

    /// <summary>Whether so many changes came, repeats included.</summary>
    /// <exception cref="RpcException">The stream ended in a way after which a watcher cannot resume.</exception>
    public async Task<bool> HasAsync(int count)
    {
        if (_watching.IsCompleted)
        {
            await _watching;
        }

        lock (_changes)
        {
            return _changes.Count >= count;
        }
    }

    /// <summary>Returns when the stream stands: no change that follows is missed.</summary>
    public async Task OpenAsync(CancellationToken cancel) => await await Task.WhenAny(_open.Task, _watching).WaitAsync(cancel);

    /// <summary>Whatever came, by ticket: its changes in the order in which they came, byte for byte.</summary>
    public IReadOnlyDictionary<string, string> Watched()
    {
        lock (_changes)
        {
            return ByTicket(_changes);
        }
    }

    /// <summary>What the list says of all changes, in the same form.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListedAsync(CancellationToken cancel)
    {
        var changes = new List<TicketChange>();
        var request = new ListChangesRequest { PageSize = 500 };
        ListChangesResponse page;
        do
        {
            page = await _tracking.ListChangesAsync(request, _headers, cancellationToken: cancel);
            changes.AddRange(page.Changes);
            request.Cursor = page.NextCursor;
        }
        while (page.HasMore);
        return ByTicket(changes);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _channel.Dispose();
        _end.Dispose();
    }

    private static Dictionary<string, string> ByTicket(IEnumerable<TicketChange> changes) => changes
        .GroupBy(change => change.TicketId, change => $"{change.Version}: {change.ToByteString().ToBase64()}")
        .ToDictionary(ticket => ticket.Key, ticket => string.Join('\n', ticket));

    private async Task WatchAsync()
    {
        var request = new WatchTicketsRequest();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var stream = _tracking.WatchTickets(request, _headers, cancellationToken: _end.Token);
                while (await stream.ResponseStream.MoveNext(_end.Token))
                {
                    lock (_changes)
                    {
                        _changes.AddRange(stream.ResponseStream.Current.Changes);
                    }

                    request.Cursor = stream.ResponseStream.Current.Cursor;
                    _open.TrySetResult();
                }
            }
            catch (RpcException ended) when (Resumable.Contains(ended.StatusCode))
            {
                await Task.WhenAny(Task.Delay(Pause, _end.Token));
            }
        }
    }
}
