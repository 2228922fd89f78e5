using Grpc.Net.Client;
using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Operations.V1;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Hosting;

/// <summary>Asks the peers' internal ports what they have applied.</summary>
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
            var address = options.Value.Peers.AddressOf(new PeerPort(peer, IsInternal: true));
            var tuned = new GrpcChannelOptions();
            PeerClients.Tune(tuned);
            channel = _channels[peer] = GrpcChannel.ForAddress(address, tuned);
        }

        return channel;
    }
}
