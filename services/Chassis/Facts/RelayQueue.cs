using System.Threading.Channels;

namespace Hotline.Chassis.Facts;

/// <summary>Facts of one ticket that wait to be announced, under the lease that the writer took.</summary>
public sealed record RelayItem(string Ticket, string Lease, IReadOnlyList<Fact> Facts)
{
    public long LastVersion => Facts[^1].V;
}

/// <summary>
/// Wakes the relay right after a write. Losing a signal costs only the sweep interval, so the channel is
/// bounded and never blocks the writer. One reader keeps the order, and shares each trip among all that waits.
/// </summary>
public sealed class RelayQueue
{
    private const int Capacity = 20_000;

    private readonly Channel<RelayItem> _items = Channel.CreateBounded<RelayItem>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public ChannelReader<RelayItem> Reader => _items.Reader;

    public bool TryAnnounce(RelayItem item) => _items.Writer.TryWrite(item);
}
