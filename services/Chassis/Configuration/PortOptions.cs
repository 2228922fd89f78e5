using System.ComponentModel.DataAnnotations;

namespace Hotline.Chassis.Configuration;

/// <summary>The two TCP ports of a service. Neither has a default: a service whose ports are not set does not start.</summary>
public sealed class PortOptions : IValidatableObject
{
    /// <summary>Carries the domain: reachable by operators, units and partners. 1 to 65535.</summary>
    [Range(1, 65535, ErrorMessage = "Set Hotline:Ports:Public to a port from {1} to {2}.")]
    public int Public { get; set; }

    /// <summary>
    /// Carries health, operations and the simulated clock: reachable by the other services and operators of the suite. 1 to
    /// 65535, and not the public one.
    /// </summary>
    [Range(1, 65535, ErrorMessage = "Set Hotline:Ports:Internal to a port from {1} to {2}.")]
    public int Internal { get; set; }

    /// <summary>On one port, port isolation cannot tell the two apart.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Public == Internal ? [new("Set Hotline:Ports:Internal to another port than Hotline:Ports:Public.", [nameof(Internal)])] : [];
}
