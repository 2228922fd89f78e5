using System.Globalization;

namespace Hotline.Tracking.Feed.Rules;

/// <summary>
/// The key of a waiting fact, "partition|ticket|version". Digits are padded, so that neighbouring partitions are a range of
/// the primary key and a ticket's facts come in order.
/// </summary>
public static class QueueKey
{
    public static string Of(int partition, Unfed fact) =>
        string.Create(CultureInfo.InvariantCulture, $"{partition:D3}|{fact.Ticket}|{fact.V:D7}");

    /// <summary>Smaller than every key of the partition, and greater than every key of the one before.</summary>
    public static string Start(int partition) => string.Create(CultureInfo.InvariantCulture, $"{partition:D3}|");

    /// <summary>Null when the text is no such key.</summary>
    public static (int Partition, Unfed Fact)? Parse(string key)
    {
        var parts = key.Split('|');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var v)
            ? (partition, new(parts[1], v))
            : null;
    }
}
