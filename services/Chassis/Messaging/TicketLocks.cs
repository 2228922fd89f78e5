using Hotline.Chassis.Store;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Striped locks: a process applies the events of one ticket one after the other. Concurrently they would only overtake each
/// other's write and be tried again.
/// </summary>
internal sealed class TicketLocks : IDisposable
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the ticket's lock; disposing of what it returns releases it.</summary>
    public async Task<Held> LockAsync(string ticket, CancellationToken cancel)
    {
        var stripe = _stripes[StableHash.Of(ticket) % (uint)_stripes.Length];
        await stripe.WaitAsync(cancel);
        return new Held(stripe);
    }

    public void Dispose() => Array.ForEach(_stripes, stripe => stripe.Dispose());

    internal readonly struct Held(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
