using Hotline.Chassis.Time;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Tells the outbox which tickets have facts to publish: a bounded set of ids in two lanes, the urgent one first. It never blocks a
/// writer. An id that finds no room, or is lost with the process, is found by the due scan instead.
/// </summary>
public sealed class OutboxSignal
{
    /// <summary>Ids that wait at most in each lane, so that a backlog never shuts out the urgent: a megabyte or two in all.</summary>
    public const int Capacity = 20_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _urgent = new();
    private readonly Queue<string> _ordinary = new();
    private readonly Dictionary<string, bool> _isUrgent = new(StringComparer.Ordinal);

    private readonly WakeUp _raised = new();

    /// <summary>How many tickets wait, and whether one of them is urgent.</summary>
    public (int Count, bool HasUrgent) Waiting
    {
        get
        {
            lock (_gate)
            {
                return (_isUrgent.Count, _urgent.Count > 0);
            }
        }
    }

    /// <summary>Says that a ticket has facts to publish. One that waits already keeps its place, unless it has become urgent.</summary>
    public void Raise(string ticket, bool isUrgent)
    {
        lock (_gate)
        {
            var waits = _isUrgent.TryGetValue(ticket, out var wasUrgent);
            var lane = isUrgent ? _urgent : _ordinary;
            if (waits ? isUrgent && !wasUrgent : lane.Count < Capacity)
            {
                lane.Enqueue(ticket);
                _isUrgent[ticket] = isUrgent;
            }
        }

        // After the id: who is woken finds it, or has found it before.
        _raised.Set();
    }

    /// <summary>Returns when something was raised since the last wait, or after a time.</summary>
    public Task WaitAsync(TimeSpan atMost, TimeProvider system, CancellationToken cancel) => _raised.WaitAsync(atMost, system, cancel);

    /// <summary>Takes ids out, each once: while urgent ones wait those alone, so that their round is short.</summary>
    public IReadOnlyList<string> Take(int most)
    {
        var taken = new List<string>();
        lock (_gate)
        {
            var lane = _urgent.Count > 0 ? _urgent : _ordinary;
            while (taken.Count < most && lane.TryDequeue(out var ticket))
            {
                // One that became urgent while it waited stands in both lanes, and is taken once.
                if (_isUrgent.Remove(ticket))
                {
                    taken.Add(ticket);
                }
            }
        }

        return taken;
    }
}
