using System.Globalization;

namespace Hotline.Tracking.Feed.Rules;

/// <summary>
/// The key of a feed entry, "partition|number". Digits are padded so that keys sort as the numbers do and a page is
/// a range of the primary key; two entries of one number cannot exist.
/// </summary>
public static class FeedKey
{
    /// <summary>The key of a number in a partition.</summary>
    public static string Of(int partition, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{partition:D3}|{number:D15}");

    /// <summary>Greater than every key of the partition.</summary>
    public static string End(int partition) => string.Create(CultureInfo.InvariantCulture, $"{partition:D3}|~");

    /// <summary>
    /// Every key from one position to a later one, of all partitions: numbers follow each other without a gap, so a reader that
    /// knows both positions can ask for all entries between them at once.
    /// </summary>
    public static IEnumerable<string> Between(FeedCursor after, FeedCursor upTo)
    {
        for (var partition = 0; partition < after.Partitions; partition++)
        {
            for (var number = after[partition] + 1; number <= upTo[partition]; number++)
            {
                yield return Of(partition, number);
            }
        }
    }

    /// <summary>What a key names.</summary>
    /// <exception cref="FormatException">The text is no key.</exception>
    public static (int Partition, long Number) Parse(string key) => (
        int.Parse(key.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture),
        long.Parse(key.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture));
}
