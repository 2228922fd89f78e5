using System.Globalization;

namespace Hotline.Tracking.Feed.Rules;

/// <summary>
/// Where a reader of the feed stands: the last number it has taken in, for each partition. Signed before it leaves
/// the service; written here as numbers with dots between them.
/// </summary>
public sealed class FeedCursor
{
    private readonly long[] _positions;

    public FeedCursor(IEnumerable<long> positions)
    {
        _positions = [.. positions];
        if (_positions.Length == 0 || _positions.Any(p => p < 0))
        {
            throw new ArgumentException("A cursor has a position of at least 0 for each partition.", nameof(positions));
        }
    }

    public int Partitions => _positions.Length;

    public long this[int partition] => _positions[partition];

    public FeedCursor With(int partition, long number)
    {
        var next = (long[])_positions.Clone();
        next[partition] = number;
        return new(next);
    }

    public override string ToString() => string.Join('.', _positions.Select(p => p.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Null when the text is not a cursor of a feed with this many partitions.</summary>
    public static FeedCursor? Parse(string text, int partitions)
    {
        var parts = text.Split('.');
        var parsed = new long[partitions];
        if (parts.Length != partitions)
        {
            return null;
        }

        for (var i = 0; i < partitions; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out parsed[i]))
            {
                return null;
            }
        }

        return new(parsed);
    }
}
