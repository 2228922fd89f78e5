using Hotline.Chassis.Reference;

namespace Hotline.Tracking.Deadlines;

/// <summary>What the rules need of clocks.json.</summary>
public static class ClockSettings
{
    /// <summary>The limits of the file.</summary>
    public static ClockTable ToTable(this ClocksFile file) => new()
    {
        Classes = file.Classes,
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
        AnyTime = file.Classes.All.Where(each => each.IsCalledAtAnyHour).Select(each => each.Id).ToHashSet(),
    };
}
