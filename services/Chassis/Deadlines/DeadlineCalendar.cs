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
    /// <param name="warning">When it warns.</param>
    /// <param name="stricterAt">
    /// Another's promise of the same: where it ends earlier, people are warned by it. It may lie before the start. Null for none.
    /// </param>
    public static DeadlineRecord<TKind> Start<TKind>(
        TKind kind, string? partId, DateTime startsAt, TimeSpan limit, Warning warning, DateTime? stricterAt = null)
        where TKind : struct, Enum
    {
        var dueAt = startsAt + limit;
        var redAt = stricterAt < dueAt ? stricterAt.Value : dueAt;
        var yellowAt = startsAt + ((redAt - startsAt) * warning.Share);
        if (warning.WithLeft is { } left && redAt - startsAt > warning.LeftAbove && redAt - left < yellowAt)
        {
            yellowAt = redAt - left;
        }

        return new()
        {
            Kind = kind,
            PartId = partId,
            StartsAt = startsAt,
            DueAt = dueAt,
            RedAt = redAt,
            YellowAt = yellowAt < startsAt ? startsAt : yellowAt,
        };
    }
}

/// <summary>When a deadline warns before it passes.</summary>
/// <param name="Share">The share of the limit, between 0 and 1, after which it does.</param>
/// <param name="WithLeft">It also does with this much left, from its start when the limit is shorter; null for no such warning.</param>
/// <param name="LeftAbove">Only a limit longer than this warns by what is left.</param>
public sealed record Warning(double Share, TimeSpan? WithLeft = null, TimeSpan LeftAbove = default);
