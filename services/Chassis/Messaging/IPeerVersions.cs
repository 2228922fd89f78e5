using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>Asks a source which versions of tickets it has itself: when an event claims a version far ahead, and to reconcile.</summary>
public interface IPeerVersions
{
    /// <summary>The peer's own versions by ticket; one that it does not know is absent.</summary>
    /// <exception cref="Grpc.Core.RpcException">The peer cannot be asked now.</exception>
    Task<IReadOnlyDictionary<string, long>> VersionsOfAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel);
}
