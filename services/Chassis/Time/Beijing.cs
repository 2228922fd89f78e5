namespace Hotline.Chassis.Time;

/// <summary>Beijing's wall clock, UTC+8 all year round: China keeps no summer time. Days and hours of people are reckoned here.</summary>
public static class Beijing
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    public static DateTime Utc(DateTime local) => DateTime.SpecifyKind(local - Offset, DateTimeKind.Utc);

    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    public static TimeOnly TimeOf(DateTime utc) => TimeOnly.FromDateTime(Local(utc));

    public static DateTime At(DateOnly day, TimeOnly time) => Utc(day.ToDateTime(time));
}
