using System.Threading.Channels;

namespace Hotline.Chassis.Facts;

/// <summary>Facts of one ticket that wait to be announced, under the lease that the writer took.</summary>
public sealed record RelayItem(string Ticket, string Lease, IReadOnlyList<Fact> Facts)
{
    public long LastVersion => Facts[^1].V;
}

/// <summary>
/// Wakes the relay right after a write. Losing a signal costs only the sweep interval, so the channels are
/// bounded and never block the writer. One ticket always goes to the same lane, which keeps its order.
/// </summary>
public sealed class RelayQueue
{
    public const int Lanes = 4;
    private const int Capacity = 5_000;

    private readonly Channel<RelayItem>[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateBounded<RelayItem>(new BoundedChannelOptions(Capacity) { SingleReader = true }))];

    public bool TryAnnounce(RelayItem item) => _lanes[LaneOf(item.Ticket)].Writer.TryWrite(item);

    public ChannelReader<RelayItem> Reader(int lane) => _lanes[lane].Reader;

    /// <summary>A stable hash: the same ticket meets the same lane, whatever the process.</summary>
    public static int LaneOf(string ticket) => (int)(StableHash.Of(ticket) % Lanes);
}

/// <summary>FNV-1a, because string.GetHashCode differs from process to process.</summary>
public static class StableHash
{
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
