namespace Hotline.Chassis.Facts;

/// <summary>
/// When there is much to do, keeps back for a moment the news that a ticket was opened: the next change most often
/// follows at once, and both are then moved and announced together. Only what is the ticket's first fact, and only for
/// a time far below the lease, so that no other relay thinks the writer dead.
/// </summary>
public sealed class HoldingBack(TimeProvider system, bool isFollowedSoon)
{
    // So many tickets waiting at once are much to do.
    private const int Many = 32;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (RelayItem Item, long Since)> _held = new(StringComparer.Ordinal);

    public bool IsEmpty => _held.Count == 0;

    /// <summary>
    /// What is to be relayed now; what follows on something held brings all that is pending, and takes its place. In the order
    /// of ids, as everybody who writes many tickets at once: so nobody waits in a circle.
    /// </summary>
    /// <param name="waiting">At most one item a ticket.</param>
    public List<RelayItem> Pass(IReadOnlyList<RelayItem> waiting)
    {
        var (now, due) = (system.GetTimestamp(), new List<RelayItem>());
        foreach (var item in waiting)
        {
            _held.Remove(item.Ticket);
            if (isFollowedSoon && waiting.Count >= Many && item.LastVersion == 1)
            {
                _held[item.Ticket] = (item, now);
            }
            else
            {
                due.Add(item);
            }
        }

        foreach (var (item, since) in _held.Values.Where(held => system.GetElapsedTime(held.Since, now) >= Longest).ToList())
        {
            _held.Remove(item.Ticket);
            due.Add(item);
        }

        return [.. due.OrderBy(item => item.Ticket, StringComparer.Ordinal)];
    }
}
