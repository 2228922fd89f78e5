using Grpc.Net.Client;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Operations.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis;

/// <summary>Clients of the other services, with this service's own token.</summary>
public static class PeerClients
{
    /// <summary>A client of a peer's public port; the deadline of the call at hand is passed on.</summary>
    public static IServiceCollection AddPeer<TClient>(this IServiceCollection services, Func<PeerOptions, string> address)
        where TClient : class
    {
        services.AddGrpcClient<TClient>((provider, client) => client.Address = new Uri(address(provider.GetRequiredService<IOptions<HotlineOptions>>().Value.Peers)))
            .ConfigureChannel(Tune)
            .AddInterceptor<ServiceCredentials>()
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true);
        return services;
    }

    internal static void Tune(GrpcChannelOptions channel) => channel.HttpHandler = new SocketsHttpHandler
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    };
}

/// <summary>Asks the peers' internal ports what they have taken in.</summary>
public sealed class SeenByPeer(IOptions<HotlineOptions> options, ServiceCredentials credentials, ServiceIdentity service) : ISeenByPeer, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Dictionary<Source, GrpcChannel> _channels = [];

    public async Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel)
    {
        var client = new OperationsService.OperationsServiceClient(Grpc.Core.Interceptors.ChannelExtensions.Intercept(ChannelTo(peer), credentials));
        var request = new GetSeenRequest { Source = service.Source };
        request.TicketIds.AddRange(tickets);
        var answer = await client.GetSeenAsync(request, deadline: DateTime.UtcNow + Patience, cancellationToken: cancel);
        return answer.Versions;
    }

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }
    }

    private GrpcChannel ChannelTo(Source peer)
    {
        if (!_channels.TryGetValue(peer, out var channel))
        {
            var peers = options.Value.Peers;
            var address = peer switch
            {
                Source.Intake => peers.IntakeInternal,
                Source.Routing => peers.RoutingInternal,
                _ => peers.TrackingInternal,
            };
            var tuned = new GrpcChannelOptions();
            PeerClients.Tune(tuned);
            channel = _channels[peer] = GrpcChannel.ForAddress(address, tuned);
        }

        return channel;
    }
}
