namespace Hotline.Tracking.Feed;

/// <summary>Since when waiting facts have been seen without getting their number, as long as round after round sees them.</summary>
public sealed class Stragglers(TimeSpan limit, TimeProvider system)
{
    private readonly Dictionary<string, (long Since, int Round)> _seen = [];
    private int _round;

    /// <summary>Notes that a fact still waits; true when it has waited for longer than the limit.</summary>
    public bool IsLate(string key)
    {
        var since = _seen.TryGetValue(key, out var known) ? known.Since : system.GetTimestamp();
        _seen[key] = (since, _round);
        return system.GetElapsedTime(since) > limit;
    }

    /// <summary>A round over the queue begins: what the last one did not see waits no more.</summary>
    public void NextRound()
    {
        foreach (var key in _seen.Where(each => each.Value.Round < _round).Select(each => each.Key).ToList())
        {
            _seen.Remove(key);
        }

        _round++;
    }
}
