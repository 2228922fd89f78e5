using Grpc.Net.Client;
using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Hotline.Events.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Hosting;

/// <summary>Clients of the other services, with this service's own token.</summary>
public static class PeerClients
{
    /// <summary>
    /// A client of a peer's public port; the deadline of the call at hand is passed on. Without the peer's address the service
    /// refuses to start.
    /// </summary>
    public static IServiceCollection AddPeer<TClient>(this IServiceCollection services, Source peer)
        where TClient : class
    {
        var port = new PeerPort(peer, IsInternal: false);
        services.AddSingleton(port);
        services.AddGrpcClient<TClient>((provider, client) =>
                client.Address = new Uri(provider.GetRequiredService<IOptions<HotlineOptions>>().Value.Peers.AddressOf(port)))
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
