using System.Text.Json;

namespace Hotline.Tracking.Feed.Rules;

/// <summary>What the feed keeps of a change, so that readers are told apart and answers weighed before its fact is read.</summary>
/// <param name="Before">Ids of the units that saw the ticket before the change.</param>
/// <param name="After">Ids of the units that see it after.</param>
/// <param name="Weight">
/// Bytes of the change as JSON. In a message it takes fewer: each of its fields has a name, quotes and digits there, and a tag
/// and a length here.
/// </param>
/// <param name="RecordedAt">When its fact was recorded.</param>
public sealed record FeedDetails(IReadOnlyList<string> Before, IReadOnlyList<string> After, int Weight, DateTime RecordedAt)
{
    /// <summary>Ids of the units from which the ticket is hidden, whatever else a reader acts for.</summary>
    public IReadOnlyList<string> HiddenFrom { get; init; } = [];

    /// <summary>Of a change that no reader sees.</summary>
    public static FeedDetails None { get; } = new([], [], 0, DateTime.UnixEpoch);

    /// <summary>Of a change's event as JSON; null when that cannot be read.</summary>
    public static FeedDetails? Of(string json, DateTime recordedAt)
    {
        try
        {
            // Of the whole event only these are needed here.
            using var changed = JsonDocument.Parse(json);
            return new(
                Units(changed.RootElement, "scopeBefore"),
                Units(changed.RootElement, "scope"),
                System.Text.Encoding.UTF8.GetByteCount(json),
                recordedAt)
            {
                HiddenFrom = Units(changed.RootElement, "hiddenFrom"),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // No JSON, or not of this shape.
            return null;
        }
    }

    private static string[] Units(JsonElement changed, string field) =>
        changed.TryGetProperty(field, out var units) ? [.. units.EnumerateArray().Select(unit => unit.GetString() ?? "")] : [];
}
