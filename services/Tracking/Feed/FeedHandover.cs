namespace Hotline.Tracking.Feed;

/// <summary>
/// What this replica has just numbered, on its way to its own watchers: so the tail need not read it back. Only to save
/// work; what was not handed over, or does not follow on, is read from the store.
/// </summary>
public sealed class FeedHandover
{
    private const int MostWaiting = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Queue<FeedEntry>> _waiting = [];
    private int _count;

    /// <summary>Durable entries under announced numbers, in order within each partition.</summary>
    public void Offer(IReadOnlyCollection<FeedEntry> entries)
    {
        lock (_gate)
        {
            if (_count + entries.Count > MostWaiting)
            {
                // Nobody takes them, or not fast enough.
                _waiting.Clear();
                _count = 0;
            }

            foreach (var entry in entries)
            {
                (_waiting.TryGetValue(entry.Partition, out var queue) ? queue : _waiting[entry.Partition] = new()).Enqueue(entry);
                _count++;
            }
        }
    }

    /// <summary>The entries that follow a position without a gap; none when the next is not here.</summary>
    public IReadOnlyList<FeedEntry> Take(int partition, long after)
    {
        lock (_gate)
        {
            var next = new List<FeedEntry>();
            if (_waiting.TryGetValue(partition, out var queue))
            {
                while (queue.TryPeek(out var entry) && entry.Number <= after + next.Count + 1)
                {
                    queue.Dequeue();
                    _count--;
                    if (entry.Number == after + next.Count + 1)
                    {
                        next.Add(entry);
                    }
                }
            }

            return next;
        }
    }
}
