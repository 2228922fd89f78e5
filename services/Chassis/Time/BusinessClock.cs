namespace Hotline.Chassis.Time;

/// <summary>
/// Gives the instants of facts, deadlines and periods, in whole milliseconds as the store keeps them.
/// Leases, time-outs, tokens and telemetry run on <see cref="TimeProvider.System"/> instead.
/// </summary>
public class BusinessClock(TimeProvider system) : TimeProvider
{
    /// <summary>Beijing keeps UTC+8 all year round.</summary>
    public static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    public override DateTimeOffset GetUtcNow() => system.GetUtcNow();

    public DateTime UtcNow
    {
        get
        {
            var now = GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    public static DateOnly BeijingDate(DateTime utc) => DateOnly.FromDateTime(utc + BeijingOffset);
}
