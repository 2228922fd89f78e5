namespace Hotline.Chassis.Time;

/// <summary>
/// Gives the instants of facts, deadlines and periods, in whole milliseconds as the store keeps them.
/// Leases, time-outs, tokens and telemetry run on <see cref="TimeProvider.System"/> instead.
/// </summary>
public class BusinessClock(TimeProvider system) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => system.GetUtcNow();

    /// <summary>Now, in whole milliseconds.</summary>
    public DateTime UtcNow
    {
        get
        {
            var now = GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }
}
