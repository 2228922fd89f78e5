using System.Threading.Channels;

namespace Hotline.Chassis.Time;

/// <summary>Ends a loop's pause before its time. Any number of calls before the pause end it once. For one loop that waits.</summary>
public sealed class WakeUp
{
    // One token at most.
    private readonly Channel<bool> _calls =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Ends the pause at hand, or the next. Never blocks.</summary>
    public void Set() => _calls.Writer.TryWrite(true);

    /// <summary>Waits until it is woken, or this long.</summary>
    /// <param name="longest">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> waits for the call alone.</param>
    /// <param name="system">Measures it.</param>
    /// <param name="cancel">Ends it with an error.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task WaitAsync(TimeSpan longest, TimeProvider system, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(longest, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await _calls.Reader.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
