using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Cli.Suite;
using Hotline.Intake.V1;
using Hotline.Operations.V1;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;

namespace Hotline.Cli.Demo;

/// <summary>The three services as a caller sees them, and their clock.</summary>
public sealed class Stage : IDisposable
{
    private readonly List<GrpcChannel> _channels = [];
    private readonly ClockService.ClockServiceClient[] _clocks;
    private int _requests;

    public Stage(SuiteHost suite)
    {
        Cast = new Cast(suite.Issuer);
        Intake = new IntakeService.IntakeServiceClient(Channel(suite.Intake.Public));
        Claimants = new ClaimantService.ClaimantServiceClient(Channel(suite.Intake.Public));
        Routing = new RoutingService.RoutingServiceClient(Channel(suite.Routing.Public));
        Directory = new DirectoryService.DirectoryServiceClient(Channel(suite.Routing.Public));
        Tracking = new TrackingService.TrackingServiceClient(Channel(suite.Tracking.Public));
        Callbacks = new CallbackService.CallbackServiceClient(Channel(suite.Tracking.Public));
        _clocks = [.. suite.Services.Select(service => new ClockService.ClockServiceClient(Channel(service.Internal)))];
    }

    public Cast Cast { get; }

    public Checks Checks { get; } = new();

    public IntakeService.IntakeServiceClient Intake { get; }

    public ClaimantService.ClaimantServiceClient Claimants { get; }

    public RoutingService.RoutingServiceClient Routing { get; }

    public DirectoryService.DirectoryServiceClient Directory { get; }

    public TrackingService.TrackingServiceClient Tracking { get; }

    public CallbackService.CallbackServiceClient Callbacks { get; }

    public string RequestId() => $"demo-{++_requests}";

    /// <summary>Advances the three business clocks to the same Beijing time, and returns when nothing due is left undone.</summary>
    public async Task AtAsync(string beijingTime)
    {
        var to = BeijingTime.Parse(beijingTime).ToTimestamp();
        await Task.WhenAll(_clocks.Select(clock => clock.AdvanceAsync(new AdvanceRequest { To = to }, Cast.Admin, Soon()).ResponseAsync));
    }

    /// <summary>The ticket as Tracking has it once the given version has arrived there.</summary>
    public Task<Ticket> TicketAsync(string ticketId, string consistencyToken = "") => Polling.UntilAsync(
        () => AskAsync(ticketId, consistencyToken),
        _ => true,
        [StatusCode.Unavailable],
        TimeProvider.System);

    /// <summary>
    /// The ticket once Routing's decision has reached Tracking; Routing decides by itself, so there is no token to present.
    /// </summary>
    public Task<Ticket> TicketAsync(string ticketId, Func<Ticket, bool> condition) => Polling.UntilAsync(
        () => AskAsync(ticketId),
        condition,
        [StatusCode.NotFound, StatusCode.Unavailable],
        TimeProvider.System);

    /// <summary>
    /// The documented reason for which a call is refused, with the guard that refused it; of a call that succeeds, that it does.
    /// </summary>
    public static async Task<string> RefusalAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return "OK";
        }
        catch (RpcException refusal) when (refusal.GetRpcStatus()?.GetDetail<ErrorInfo>() is { } info)
        {
            return info.Metadata.TryGetValue("guard", out var guard) ? $"{info.Reason} {guard}" : info.Reason;
        }
    }

    public static DateTime Soon() => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30);

    public void Dispose()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }
    }

    private async Task<Ticket> AskAsync(string ticketId, string consistencyToken = "") =>
        await Tracking.GetTicketAsync(
            new GetTicketRequest { TicketId = ticketId, ConsistencyToken = consistencyToken }, Cast.Dispatcher, Soon());

    private GrpcChannel Channel(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address);
        _channels.Add(channel);
        return channel;
    }
}
