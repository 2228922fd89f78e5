using System.ComponentModel.DataAnnotations;

namespace Hotline.Chassis.Configuration;

/// <summary>Public carries the domain, internal carries health, operations and the simulated clock.</summary>
public sealed class PortOptions : IValidatableObject
{
    [Range(1, 65535, ErrorMessage = "Set Hotline:Ports:Public to a port from {1} to {2}.")]
    public int Public { get; set; }

    [Range(1, 65535, ErrorMessage = "Set Hotline:Ports:Internal to a port from {1} to {2}.")]
    public int Internal { get; set; }

    /// <summary>On one port, port isolation cannot tell the two apart.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Public == Internal ? [new("Set Hotline:Ports:Internal to another port than Hotline:Ports:Public.", [nameof(Internal)])] : [];
}
