using Hotline.Chassis.Time;

namespace Hotline.Chassis.Facts;

/// <summary>A bounded queue of ids, each in it once, that one loop empties.</summary>
public sealed class SignalLane
{
    /// <summary>Ids that wait at most: about a megabyte.</summary>
    public const int Capacity = 20_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _queue = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly WakeUp _raised = new();

    /// <summary>How many tickets wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Puts a ticket in. One that waits already keeps its place.</summary>
    public void Raise(string ticket)
    {
        lock (_gate)
        {
            if (_queue.Count < Capacity && _waiting.Add(ticket))
            {
                _queue.Enqueue(ticket);
            }
        }

        // After the id: who is woken finds it, or has found it before.
        _raised.Set();
    }

    /// <summary>Returns when something was raised since the last wait, or after a time.</summary>
    public Task WaitAsync(TimeSpan atMost, TimeProvider system, CancellationToken cancel) => _raised.WaitAsync(atMost, system, cancel);

    /// <summary>Takes ids out, those first that waited longest.</summary>
    public IReadOnlyList<string> Take(int most)
    {
        var taken = new List<string>();
        lock (_gate)
        {
            while (taken.Count < most && _queue.TryDequeue(out var ticket))
            {
                _waiting.Remove(ticket);
                taken.Add(ticket);
            }
        }

        return taken;
    }
}
