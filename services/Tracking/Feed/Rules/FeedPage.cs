namespace Hotline.Tracking.Feed.Rules;

/// <summary>A change that concerns the reader, and how.</summary>
public sealed record SeenChange(FeedEntry Entry, TicketChange.Types.Kind Kind);

/// <summary>
/// One message of changes in the making: takes entries in their order, leaves out what does not concern the reader, and
/// is full before it is too long for a default client.
/// </summary>
/// <param name="reader">Whose page it is.</param>
/// <param name="start">Where it begins.</param>
/// <param name="most">Changes at most.</param>
public sealed class FeedPage(FeedReader reader, FeedCursor start, int most)
{
    /// <summary>Bytes of a message; a single change that is longer is sent alone.</summary>
    public const int WeightLimit = 1_000_000;

    // A cursor and the frame of each change: kind, ids, name, time.
    private const int Frame = 256;

    private readonly List<SeenChange> _changes = [];
    private int _weight = 4 * Frame;

    /// <summary>Whose page it is.</summary>
    public FeedReader Reader => reader;

    /// <summary>What the message will tell, in order.</summary>
    public IReadOnlyList<SeenChange> Changes => _changes;

    /// <summary>Up to here the feed has been read.</summary>
    public FeedCursor Cursor { get; private set; } = start;

    /// <summary>False when the entry has to wait for the next page.</summary>
    public bool TryAdd(FeedEntry entry)
    {
        var kind = reader.KindOf(entry.Details);
        if (kind != TicketChange.Types.Kind.Unspecified)
        {
            var weight = Frame + (kind == TicketChange.Types.Kind.Changed ? entry.Details.Weight : 0);
            if (_changes.Count == most || (_changes.Count > 0 && _weight + weight > WeightLimit))
            {
                return false;
            }

            _changes.Add(new(entry, kind));
            _weight += weight;
        }

        Cursor = Cursor.With(entry.Partition, entry.Number);
        return true;
    }
}
