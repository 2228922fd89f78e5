namespace Hotline.Chassis.Facts;

/// <summary>
/// Tickets as this process last wrote them: an event that follows soon after need not read first. Only a guess, because
/// another replica may have written since: whoever decides by it finds out at the guard of its write, and reads.
/// </summary>
internal sealed class RecentWrites<TState>
{
    private const int Generation = 1_000;

    // Facts that were announced since stay in the list here, so a ticket that is written again and again is read now and then.
    private const int MostPending = 8;

    private readonly Recent<string, Aggregate<TState>> _writes = new(Generation);

    public Aggregate<TState>? Find(string id) => _writes.Find(id);

    public void Keep(Aggregate<TState> written)
    {
        if (written.Pending.Count > MostPending)
        {
            _writes.Take(written.Id);
        }
        else
        {
            _writes.Put(written.Id, written);
        }
    }
}
