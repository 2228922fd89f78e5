using System.Globalization;

namespace Hotline.Chassis.Time;

/// <summary>
/// Durations as people write them in files: 15m, 2h, 7d. A whole number above zero, one unit, nothing else; a day is 24 hours,
/// since the sources count natural days. At most 3650d: what is longer is a slip of the pen.
/// </summary>
public static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Reads a duration; null when the text is none.</summary>
    public static TimeSpan? Parse(string text) =>
        text.Length >= 2
        && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count > 0
        && UnitOf(text[^1]) is { } unit
        && count <= Longest / unit
            ? count * unit
            : null;

    private static TimeSpan? UnitOf(char letter) => letter switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
