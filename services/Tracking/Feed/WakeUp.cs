namespace Hotline.Tracking.Feed;

/// <summary>Ends a worker's pause before its time. Any number of calls before the pause end it once.</summary>
public sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Ends the pause at hand, or the next.</summary>
    public void Set()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    /// <summary>Waits until it is woken, or this long.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancel) => _signal.WaitAsync(longest, cancel);

    public void Dispose() => _signal.Dispose();
}
