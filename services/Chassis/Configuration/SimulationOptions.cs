namespace Hotline.Chassis.Configuration;

/// <summary>The simulated business clock of demos and tests.</summary>
public sealed class SimulationOptions
{
    /// <summary>
    /// When set, the business clock starts here and stands still until ClockService advances it; null, the default, runs on the machine's
    /// clock. A service in the environment Production does not start with it.
    /// </summary>
    public DateTimeOffset? Start { get; set; }
}
