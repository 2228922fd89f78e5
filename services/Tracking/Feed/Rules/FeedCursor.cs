using System.Globalization;

namespace Hotline.Tracking.Feed.Rules;

/// <summary>
/// Where a reader of the feed stands: the last number it has read, for each partition, and the partition that comes
/// first on the next page. Signed before it leaves the service; written here as numbers with dots between them, and a
/// slash before the first partition unless it is 0.
/// </summary>
public sealed class FeedCursor
{
    private readonly long[] _positions;

    /// <summary>Makes a cursor.</summary>
    /// <param name="positions">The last number read in each partition; 0 before the first.</param>
    /// <param name="first">The partition that comes first on the next page.</param>
    /// <exception cref="ArgumentException">A position is negative, there is none, or the first partition does not exist.</exception>
    public FeedCursor(IEnumerable<long> positions, int first = 0)
    {
        _positions = [.. positions];
        First = first;
        if (_positions.Length == 0 || _positions.Any(p => p < 0) || first < 0 || first >= _positions.Length)
        {
            throw new ArgumentException("A cursor has a position from 0 on for each partition, one of them the first.", nameof(positions));
        }
    }

    /// <summary>How many partitions the feed has.</summary>
    public int Partitions => _positions.Length;

    /// <summary>The partition that the next page begins with, so that each has its turn.</summary>
    public int First { get; }

    /// <summary>The partitions in the order of the next page.</summary>
    public IEnumerable<int> InTurn => Enumerable.Range(First, Partitions).Select(partition => partition % Partitions);

    /// <summary>The last number read in a partition.</summary>
    public long this[int partition] => _positions[partition];

    /// <summary>The cursor after one more entry.</summary>
    public FeedCursor With(int partition, long number)
    {
        var next = (long[])_positions.Clone();
        next[partition] = number;
        return new(next, First);
    }

    /// <summary>In each partition the later of two positions.</summary>
    public FeedCursor AtLeast(FeedCursor other) => new(_positions.Select((position, i) => Math.Max(position, other[i])), First);

    /// <summary>The next page begins behind this partition.</summary>
    public FeedCursor Behind(int partition) => new(_positions, (partition + 1) % Partitions);

    public override string ToString()
    {
        var positions = string.Join('.', _positions.Select(p => p.ToString(CultureInfo.InvariantCulture)));
        return First == 0 ? positions : string.Create(CultureInfo.InvariantCulture, $"{positions}/{First}");
    }

    /// <summary>Null when the text is not a cursor of a feed with this many partitions.</summary>
    public static FeedCursor? Parse(string text, int partitions)
    {
        var halves = text.Split('/');
        var numbers = halves[0].Split('.').Select(Number).ToArray();
        var first = halves.Length == 1 ? 0 : Number(halves[1]);
        return halves.Length <= 2 && numbers.Length == partitions && numbers.All(n => n is not null) && first < partitions
            ? new(numbers.Select(n => n!.Value), (int)first)
            : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
