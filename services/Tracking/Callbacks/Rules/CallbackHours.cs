using Hotline.Chassis.Time;

namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>The hours in which people are called, in Beijing time.</summary>
public static class CallbackHours
{
    /// <summary>Whether an agent may call a claimant of this class at an instant.</summary>
    public static bool Allow(this CallbackPolicy policy, Urgency urgency, DateTime at) =>
        policy.AnyTime.Contains(urgency) || policy.IsOpen(at);

    /// <summary>Whether an agent may call claimants of every urgency class.</summary>
    public static bool IsOpen(this CallbackPolicy policy, DateTime at) =>
        Beijing.TimeOf(at) >= policy.From && Beijing.TimeOf(at) < policy.Until;

    /// <summary>The first instant from here at which the claimant may be called.</summary>
    public static DateTime FirstFrom(this CallbackPolicy policy, Urgency urgency, DateTime at)
    {
        if (policy.Allow(urgency, at))
        {
            return at;
        }

        var day = Beijing.DayOf(at);
        return Beijing.At(Beijing.TimeOf(at) < policy.From ? day : day.AddDays(1), policy.From);
    }

    /// <summary>When to try again after these attempts of a task, the last one just made.</summary>
    public static DateTime NextTry(this CallbackPolicy policy, Urgency urgency, IReadOnlyList<DateTime> attempts)
    {
        var last = attempts[^1];
        var days = attempts.Select(Beijing.DayOf).Distinct().Count();
        // One more on a day already used would leave too few attempts for the days that are still needed.
        var mustChangeDay = policy.Attempts - attempts.Count <= policy.Days - days && days < policy.Days;
        return mustChangeDay && !policy.AnyTime.Contains(urgency)
            ? Beijing.At(Beijing.DayOf(last).AddDays(1), policy.From)
            : policy.FirstFrom(urgency, last);
    }

    /// <summary>Whether there were enough attempts, on enough different days.</summary>
    public static bool AreUsedUp(this CallbackPolicy policy, IReadOnlyList<DateTime> attempts) =>
        attempts.Count >= policy.Attempts && attempts.Select(Beijing.DayOf).Distinct().Count() >= policy.Days;
}
