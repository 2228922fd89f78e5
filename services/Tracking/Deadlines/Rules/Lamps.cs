namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>The warning lamp, see docs/domain/clocks.md. Never stored: it is the deadline against now.</summary>
public static class Lamps
{
    /// <summary>Red once it is late, also when it was met late; yellow from its yellow instant; else green.</summary>
    public static Lamp At(this DeadlineRecord deadline, DateTime now)
    {
        if (deadline.BreachedAt is not null || deadline.HasPassed(deadline.MetAt ?? deadline.EndedAt ?? now))
        {
            return Lamp.Red;
        }

        return deadline.IsOpen && now >= deadline.YellowAt ? Lamp.Yellow : Lamp.Green;
    }
}
