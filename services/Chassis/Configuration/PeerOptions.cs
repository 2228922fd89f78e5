using Hotline.Events.V1;

namespace Hotline.Chassis.Configuration;

/// <summary>
/// Addresses of the other services: the public port for questions, the internal one for operations. Each is an http or https
/// address with a host, such as http://127.0.0.1:5101. The service that needs one refuses to start without it; which ones it
/// needs follows from its clients and from who consumes its events. What it does not need may stay empty, the default.
/// </summary>
public sealed class PeerOptions
{
    /// <summary>Intake's public port.</summary>
    public string Intake { get; set; } = "";

    /// <summary>Routing's public port, for places and suggestions.</summary>
    public string Routing { get; set; } = "";

    /// <summary>Tracking's public port.</summary>
    public string Tracking { get; set; } = "";

    /// <summary>Intake's internal port, for the audit of deliveries.</summary>
    public string IntakeInternal { get; set; } = "";

    /// <summary>Routing's internal port, for the audit of deliveries.</summary>
    public string RoutingInternal { get; set; } = "";

    /// <summary>Tracking's internal port, for the audit of deliveries.</summary>
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
