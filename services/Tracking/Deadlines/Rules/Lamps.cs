namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>The warning lamp, domain.md 7.2 rule 9. Never stored: it is the deadline against now.</summary>
public static class Lamps
{
    public static Lamp At(this DeadlineRecord deadline, DateTime now)
    {
        if (deadline.BreachedAt is not null || deadline.HasPassed(deadline.MetAt ?? deadline.EndedAt ?? now))
        {
            return Lamp.Red;
        }

        return deadline.IsOpen && now >= deadline.YellowAt ? Lamp.Yellow : Lamp.Green;
    }
}
