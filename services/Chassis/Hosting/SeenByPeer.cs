using System.Collections.Concurrent;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Operations.V1;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Hosting;

/// <summary>Asks the peers' internal ports what they have applied, and which versions they have.</summary>
public sealed class SeenByPeer(
    IOptions<HotlineOptions> options, ServiceCredentials credentials, ServiceIdentity service, TimeProvider system)
    : ISeenByPeer, IPeerVersions, IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Source, Lazy<GrpcChannel>> _channels = [];

    public Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) =>
        AskAsync(peer, service.Source, tickets, cancel);

    public Task<IReadOnlyDictionary<string, long>> VersionsOfAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel) =>
        AskAsync(peer, peer, tickets, cancel);

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Value.Dispose();
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> AskAsync(
        Source peer, Source about, IReadOnlyList<string> tickets, CancellationToken cancel)
    {
        var client = new OperationsService.OperationsServiceClient(ChannelTo(peer).Intercept(credentials));
        var request = new GetSeenRequest { Source = about };
        request.TicketIds.AddRange(tickets);
        var deadline = system.GetUtcNow().UtcDateTime + AnswerTimeout;
        var answer = await client.GetSeenAsync(request, deadline: deadline, cancellationToken: cancel);
        return answer.Versions;
    }

    // Consumers ask at once.
    private GrpcChannel ChannelTo(Source peer) => _channels.GetOrAdd(peer, each => new(() => Open(each))).Value;

    private GrpcChannel Open(Source peer)
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
        return GrpcChannel.ForAddress(address, tuned);
    }
}
