using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>Asks a source which version of a ticket it has itself: for the gate, when an event claims a version far ahead.</summary>
public interface IPeerVersions
{
    /// <returns>The peer's own version of the ticket; null when the peer does not know the ticket.</returns>
    /// <exception cref="Grpc.Core.RpcException">The peer did not answer in time: try the event again.</exception>
    Task<long?> VersionOfAsync(Source peer, string ticket, CancellationToken cancel);
}
