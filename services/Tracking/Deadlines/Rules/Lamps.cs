namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>The warning lamp, see docs/domain/clocks.md. Never stored: it is the deadline against now.</summary>
public static class Lamps
{
    /// <summary>
    /// Red once it is late, by the level above where that is stricter, and it stays red when it was met late; yellow from its yellow
    /// instant; else green.
    /// </summary>
    public static Lamp At(this DeadlineRecord deadline, DateTime now)
    {
        if (deadline.BreachedAt is not null || (deadline.MetAt ?? deadline.EndedAt ?? now) > deadline.RedAt)
        {
            return Lamp.Red;
        }

        return deadline.IsOpen && now >= deadline.YellowAt ? Lamp.Yellow : Lamp.Green;
    }
}
