using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Hotline.Cli.Demo;

/// <summary>Instants as a person in Beijing reads and writes them.</summary>
public static class BeijingTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Parse(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Offset);

    public static string Text(Timestamp instant) => Text(instant.ToDateTimeOffset());

    public static string Text(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} 天"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} 小时"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} 分钟"),
    };
}
