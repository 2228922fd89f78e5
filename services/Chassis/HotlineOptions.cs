using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis;

/// <summary>Where a service listens, what it calls its database, and whom it can ask.</summary>
public sealed class HotlineOptions
{
    public const string Section = "Hotline";

    [Required]
    public string Database { get; set; } = "";

    /// <summary>Address to listen on; loopback unless said otherwise.</summary>
    [Required]
    public string Bind { get; set; } = "127.0.0.1";

    [Required]
    [ValidateObjectMembers]
    public PortOptions Ports { get; set; } = new();

    [Required]
    public PeerOptions Peers { get; set; } = new();

    /// <summary>Folder of the shipped directory, catalogue and clocks.</summary>
    public string Data { get; set; } = "";

    public SimulationOptions Simulation { get; set; } = new();
}

/// <summary>Public carries the domain, internal carries health, operations and the simulated clock.</summary>
public sealed class PortOptions : IValidatableObject
{
    [Range(1, 65535, ErrorMessage = "Set Hotline:Ports:Public to a port from {1} to {2}.")]
    public int Public { get; set; }

    [Range(1, 65535, ErrorMessage = "Set Hotline:Ports:Internal to a port from {1} to {2}.")]
    public int Internal { get; set; }

    /// <summary>On one port the fence between the two could tell nothing apart.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Public == Internal ? [new("Set Hotline:Ports:Internal to another port than Hotline:Ports:Public.", [nameof(Internal)])] : [];
}

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

public sealed class SimulationOptions
{
    /// <summary>When set, the business clock starts here and stands still. Refused in production.</summary>
    public DateTimeOffset? Start { get; set; }
}
