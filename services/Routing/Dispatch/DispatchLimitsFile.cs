using System.Text.Json;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch;

/// <summary>Reads the dispatch limits from the suite's clock file: one number has one home.</summary>
public static class DispatchLimitsFile
{
    public static DispatchLimits Read(string directory)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "clocks.json")));
        return new(file.RootElement.GetProperty("classes").EnumerateArray().ToDictionary(
            row => Enum.Parse<Urgency>(row.GetProperty("urgency").GetString()!, ignoreCase: true),
            row => Span(row.GetProperty("dispatch").GetString()!)));
    }

    /// <summary>15m, 2h, 7d: a day is 24 hours.</summary>
    private static TimeSpan Span(string text) => int.TryParse(text[..^1], out var count) && count > 0
        ? text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw new InvalidDataException($"clocks.json: \"{text}\" is not a limit such as 15m, 2h or 7d."),
        }
        : throw new InvalidDataException($"clocks.json: \"{text}\" is not a limit such as 15m, 2h or 7d.");
}
