using Grpc.Net.Client;
using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Hosting;

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
