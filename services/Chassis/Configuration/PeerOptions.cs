namespace Hotline.Chassis.Configuration;

/// <summary>Addresses of the other services: the public port for questions, the internal one for operations.</summary>
public sealed class PeerOptions
{
    public string Intake { get; set; } = "";

    public string Routing { get; set; } = "";

    public string Tracking { get; set; } = "";

    public string IntakeInternal { get; set; } = "";

    public string RoutingInternal { get; set; } = "";

    public string TrackingInternal { get; set; } = "";
}
