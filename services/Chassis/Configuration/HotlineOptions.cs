using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Configuration;

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
