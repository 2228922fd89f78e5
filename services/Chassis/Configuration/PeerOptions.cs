using Hotline.Events.V1;

namespace Hotline.Chassis.Configuration;

/// <summary>
/// Addresses of the other services: the public port for questions, the internal one for operations. Each is an http or https
/// address with a host, such as http://127.0.0.1:5101. The service that needs one refuses to start without it; which ones it
/// needs follows from its clients and from who consumes its events. What it does not need may stay empty, the default.
/// </summary>
public sealed class PeerOptions
{
    public string Intake { get; set; } = "";

    public string Routing { get; set; } = "";

    public string Tracking { get; set; } = "";

    public string IntakeInternal { get; set; } = "";

    public string RoutingInternal { get; set; } = "";

    public string TrackingInternal { get; set; } = "";

    /// <summary>The address of a peer's port.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No service is called so.</exception>
    public string AddressOf(PeerPort port) => port switch
    {
        (Source.Intake, false) => Intake,
        (Source.Routing, false) => Routing,
        (Source.Tracking, false) => Tracking,
        (Source.Intake, true) => IntakeInternal,
        (Source.Routing, true) => RoutingInternal,
        (Source.Tracking, true) => TrackingInternal,
        _ => throw new ArgumentOutOfRangeException(nameof(port), port, "No such peer."),
    };
}
