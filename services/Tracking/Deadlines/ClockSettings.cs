using Hotline.Chassis.Reference;
using Hotline.Chassis.Time;

namespace Hotline.Tracking.Deadlines;

/// <summary>What the rules need of clocks.json.</summary>
public static class ClockSettings
{
    /// <summary>This file, once its day has come in Beijing: limits that are not in force yet bind no unit.</summary>
    /// <exception cref="InvalidOperationException">The day has not come.</exception>
    public static ClocksFile InForce(this ClocksFile file, DateTime utcNow) => file.EffectiveFrom <= Beijing.DayOf(utcNow)
        ? file
        : throw new InvalidOperationException(
            $"The clocks, version {file.Version}, are in force from {file.EffectiveFrom:yyyy-MM-dd} only (effectiveFrom in clocks.json): "
            + "until that day use the version before.");

    /// <summary>The limits of the file.</summary>
    public static ClockTable ToTable(this ClocksFile file) => new()
    {
        Classes = file.Classes.Select(ToClass).ToDictionary(limits => limits.Urgency),
        Review = file.Review,
        YellowShare = file.YellowShare,
        YellowLeftAbove = file.YellowLeftAbove,
        Grace = file.Grace,
    };

    /// <summary>The rules of call-backs of the file.</summary>
    public static CallbackPolicy ToPolicy(this ClocksFile file) => new()
    {
        Attempts = file.Callback.Attempts,
        Days = file.Callback.Days,
        Apart = file.Callback.Apart,
        AnyTimeSpan = file.Callback.AnyTimeSpan,
        From = file.Callback.From,
        Until = file.Callback.Until,
        Claim = file.Callback.Claim,
        AnyTime = file.Callback.AnyTime.ToHashSet(),
    };

    private static ClockClass ToClass(ClocksFile.ClassRow row) => new()
    {
        Urgency = row.Urgency,
        Dispatch = row.Dispatch,
        Sign = row.Sign,
        Response = row.Response,
        Feedback = row.Feedback,
        ResponseFromAcceptance = row.ResponseFromAcceptance,
        FeedbackFromAcceptance = row.FeedbackFromAcceptance,
        YellowWithLeft = row.YellowWithLeft,
    };
}
