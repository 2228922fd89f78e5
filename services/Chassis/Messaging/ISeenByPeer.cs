using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>Asks a peer service which versions of this service's events it has applied.</summary>
public interface ISeenByPeer
{
    /// <summary>The versions by ticket; a ticket of which the peer applied nothing is absent.</summary>
    /// <exception cref="Grpc.Core.RpcException">The peer cannot be asked now.</exception>
    Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel);
}
