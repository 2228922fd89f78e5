using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Configuration;

/// <summary>Where a service listens, what it calls its database, and whom it can ask.</summary>
public sealed class HotlineOptions
{
    /// <summary>The section of the configuration that holds these settings.</summary>
    public const string Section = "Hotline";

    /// <summary>Name of the service's own database. Required. Two services in one database would mix their facts.</summary>
    [Required]
    public string Database { get; set; } = "";

    /// <summary>
    /// IP address to listen on, for both ports; default 127.0.0.1, which no other machine reaches. A host name stops the start.
    /// </summary>
    [Required]
    public string Bind { get; set; } = "127.0.0.1";

    /// <summary>The two ports that the service listens on. Required.</summary>
    [Required]
    [ValidateObjectMembers]
    public PortOptions Ports { get; set; } = new();

    /// <summary>Addresses of the other services.</summary>
    [Required]
    public PeerOptions Peers { get; set; } = new();

    /// <summary>
    /// Folder with the files of directory, catalogue and clocks (deploy/data); empty by default. A file that is missing there stops
    /// the start.
    /// </summary>
    public string Data { get; set; } = "";

    /// <summary>The simulated clock; off by default.</summary>
    public SimulationOptions Simulation { get; set; } = new();
}
