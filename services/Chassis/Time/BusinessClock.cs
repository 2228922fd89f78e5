namespace Hotline.Chassis.Time;

/// <summary>
/// Gives the instants of facts, deadlines and periods, in whole milliseconds as the store keeps them.
/// Leases, time-outs, tokens and telemetry run on <see cref="TimeProvider.System"/> instead.
/// </summary>
public class BusinessClock(TimeProvider system) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => system.GetUtcNow();

    /// <summary>Now, in whole milliseconds.</summary>
    public DateTime UtcNow => InMilliseconds(GetUtcNow().UtcDateTime);

    /// <summary>An instant in whole milliseconds, cut.</summary>
    public static DateTime InMilliseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));
}
