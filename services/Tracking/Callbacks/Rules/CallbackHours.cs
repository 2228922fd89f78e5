using Hotline.Chassis.Time;

namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>The hours in which people are called, in Beijing time, and which attempts count.</summary>
public static class CallbackHours
{
    /// <summary>Whether an agent may call a claimant of this class at an instant.</summary>
    public static bool Allow(this CallbackPolicy policy, string urgency, DateTime at) =>
        policy.AnyTime.Contains(urgency) || policy.IsOpen(at);

    /// <summary>Whether an agent may call claimants of every urgency class.</summary>
    public static bool IsOpen(this CallbackPolicy policy, DateTime at) =>
        Beijing.TimeOf(at) >= policy.From && Beijing.TimeOf(at) < policy.Until;

    /// <summary>The first instant from here at which the claimant may be called.</summary>
    public static DateTime FirstFrom(this CallbackPolicy policy, string urgency, DateTime at)
    {
        if (policy.Allow(urgency, at))
        {
            return at;
        }

        var day = Beijing.DayOf(at);
        return Beijing.At(Beijing.TimeOf(at) < policy.From ? day : day.AddDays(1), policy.From);
    }

    /// <summary>
    /// The attempts that count towards "unreachable", in order: each a while after the one before. A claimant who asks to be called
    /// another time is on the line, so that is no attempt.
    /// </summary>
    public static IReadOnlyList<DateTime> Counted(
        this CallbackPolicy policy, IEnumerable<(DateTime At, ContactResult Result)> attempts)
    {
        var counted = new List<DateTime>();
        foreach (var (at, _) in attempts.Where(a => a.Result != ContactResult.CallLater).OrderBy(a => a.At))
        {
            if (counted.Count == 0 || at - counted[^1] >= policy.Apart)
            {
                counted.Add(at);
            }
        }

        return counted;
    }

    /// <summary>When to try again after these attempts of a task that count, one at least.</summary>
    public static DateTime NextTry(this CallbackPolicy policy, string urgency, IReadOnlyList<DateTime> counted)
    {
        var last = counted[^1];
        var days = counted.Select(Beijing.DayOf).Distinct().Count();
        // One more on a day already used would leave too few attempts for the days that are still needed.
        var mustChangeDay = policy.Attempts - counted.Count <= policy.Days - days && days < policy.Days;
        return mustChangeDay && !policy.AnyTime.Contains(urgency)
            ? Beijing.At(Beijing.DayOf(last).AddDays(1), policy.From)
            : policy.FirstFrom(urgency, last + policy.Apart);
    }

    /// <summary>
    /// Whether there were enough attempts, on enough different days; of a class that may be called at any hour, over long enough a time.
    /// </summary>
    public static bool AreUsedUp(this CallbackPolicy policy, string urgency, IReadOnlyList<DateTime> counted) =>
        counted.Count >= policy.Attempts
        && (policy.AnyTime.Contains(urgency)
            ? counted[^1] - counted[0] >= policy.AnyTimeSpan
            : counted.Select(Beijing.DayOf).Distinct().Count() >= policy.Days);
}
