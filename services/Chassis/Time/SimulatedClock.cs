namespace Hotline.Chassis.Time;

/// <summary>A business clock that stands still until a caller advances it. Only outside production.</summary>
public sealed class SimulatedClock(TimeProvider system, DateTimeOffset start) : BusinessClock(system)
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves forward; false when the instant lies in the past.</summary>
    public bool TryAdvance(DateTimeOffset to)
    {
        while (true)
        {
            var now = Interlocked.Read(ref _ticks);
            if (to.UtcTicks < now)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _ticks, to.UtcTicks, now) == now)
            {
                return true;
            }
        }
    }
}
