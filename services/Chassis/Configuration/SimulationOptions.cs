namespace Hotline.Chassis.Configuration;

public sealed class SimulationOptions
{
    /// <summary>When set, the business clock starts here and stands still. Refused in production.</summary>
    public DateTimeOffset? Start { get; set; }
}
