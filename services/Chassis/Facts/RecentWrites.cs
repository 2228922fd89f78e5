namespace Hotline.Chassis.Facts;

/// <summary>
/// Tickets as this process last wrote them: an event that follows soon after need not read first. Only a guess, because
/// another replica may have written since: whoever decides by it finds out at the guard of its write, and reads.
/// </summary>
internal sealed class RecentWrites<TState>
{
    // Of these there are two generations.
    private const int Generation = 1_000;

    // Facts that were announced since stay in the list here, so a ticket that is written again and again is read now and then.
    private const int MostPending = 8;

    private readonly Lock _gate = new();
    private Dictionary<string, Aggregate<TState>> _young = [];
    private Dictionary<string, Aggregate<TState>> _old = [];

    public Aggregate<TState>? Find(string id)
    {
        lock (_gate)
        {
            return _young.GetValueOrDefault(id) ?? _old.GetValueOrDefault(id);
        }
    }

    public void Keep(Aggregate<TState> written)
    {
        lock (_gate)
        {
            if (written.Pending.Count > MostPending)
            {
                _young.Remove(written.Id);
                _old.Remove(written.Id);
                return;
            }

            if (_young.Count >= Generation)
            {
                (_old, _young) = (_young, []);
            }

            _young[written.Id] = written;
        }
    }
}
