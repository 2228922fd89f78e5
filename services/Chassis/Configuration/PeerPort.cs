using Hotline.Events.V1;

namespace Hotline.Chassis.Configuration;

/// <summary>A port of another service. Registered as a service, it says that this one cannot do without its address.</summary>
/// <param name="Peer">Which service.</param>
/// <param name="IsInternal">Its internal port, else its public one.</param>
public sealed record PeerPort(Source Peer, bool IsInternal)
{
    /// <summary>The setting that holds its address.</summary>
    public string Setting => $"{HotlineOptions.Section}:Peers:{Peer}{(IsInternal ? "Internal" : "")}";
}
