using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// What a consumer asks before it believes the version that a header claims: a version that is none would move the gate of its ticket
/// beyond all that the source will ever publish.
/// </summary>
public interface IVersionCheck
{
    /// <exception cref="InvalidDataException">The version is far ahead of what was applied, and its source does not have it.</exception>
    /// <exception cref="Grpc.Core.RpcException">It is far ahead, and its source cannot be asked now: try the event again.</exception>
    Task RequireAsync(EventHeader header, CancellationToken cancel);
}
