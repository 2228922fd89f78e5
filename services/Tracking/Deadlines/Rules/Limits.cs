using System.Globalization;

namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>Limits as people write them: 15m, 2h, 7d. A day is 24 hours, the sources count natural days.</summary>
public static class Limits
{
    public static TimeSpan Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            throw new FormatException($"'{text}' is not a limit such as 15m, 2h or 7d.");
        }

        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw new FormatException($"'{text}' is not a limit such as 15m, 2h or 7d."),
        };
    }
}
