namespace Hotline.Chassis.Deadlines;

/// <summary>
/// Reckons when a limit ends and when it warns, in natural time: hours and days run on at night, at weekends and on holidays, and a
/// day is 24 hours.
/// </summary>
public static class DeadlineCalendar
{
    /// <summary>Starts a deadline.</summary>
    /// <param name="kind">What is promised.</param>
    /// <param name="partId">The part that it binds, null for the whole.</param>
    /// <param name="startsAt">From when on the limit runs.</param>
    /// <param name="limit">How long it runs.</param>
    /// <param name="yellowShare">The share of the limit, between 0 and 1, after which it warns.</param>
    /// <param name="yellowWithLeft">
    /// It also warns with this much left, from its start when the limit is shorter; null for no such warning.
    /// </param>
    public static DeadlineRecord<TKind> Start<TKind>(
        TKind kind, string? partId, DateTime startsAt, TimeSpan limit, double yellowShare, TimeSpan? yellowWithLeft)
        where TKind : struct, Enum
    {
        var dueAt = startsAt + limit;
        var yellowAt = startsAt + (limit * yellowShare);
        if (yellowWithLeft is { } left && dueAt - left < yellowAt)
        {
            yellowAt = dueAt - left < startsAt ? startsAt : dueAt - left;
        }

        return new() { Kind = kind, PartId = partId, StartsAt = startsAt, DueAt = dueAt, YellowAt = yellowAt };
    }
}
