namespace Hotline.Chassis.Time;

/// <summary>Beijing's wall clock, UTC+8 all year round: China keeps no summer time. Days and hours of people are reckoned here.</summary>
public static class Beijing
{
    /// <summary>Eight hours ahead of UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The wall clock at an instant; its kind is unspecified.</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The instant at which the wall clock shows this.</summary>
    public static DateTime Utc(DateTime local) => DateTime.SpecifyKind(local - Offset, DateTimeKind.Utc);

    /// <summary>The day at an instant.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The time of day at an instant.</summary>
    public static TimeOnly TimeOf(DateTime utc) => TimeOnly.FromDateTime(Local(utc));

    /// <summary>The instant of a time on a day.</summary>
    public static DateTime At(DateOnly day, TimeOnly time) => Utc(day.ToDateTime(time));
}
