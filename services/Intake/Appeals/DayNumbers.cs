namespace Hotline.Intake.Appeals;

/// <summary>
/// The numbers of one day that this process may hand out. Callers who find none left share one question to the store: each waits
/// as long as it wants to, and a question that fails fails all who wait for it at once. The next caller asks anew.
/// </summary>
/// <param name="size">How many numbers one question brings.</param>
/// <param name="reserveAsync">Asks for a block of numbers and tells its last one. It must end by itself: all callers wait for it.</param>
public sealed class DayNumbers(int size, Func<Task<int>> reserveAsync)
{
    private readonly Lock _gate = new();
    private readonly Stack<int> _unused = [];
    private int _next = 1;
    private int _last;
    private Task? _refill;

    /// <summary>A number that no other caller has.</summary>
    /// <param name="cancel">Ends the wait of this caller alone.</param>
    /// <exception cref="OperationCanceledException">The caller's time is over.</exception>
    public async Task<int> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task refill;
            lock (_gate)
            {
                if (_unused.TryPop(out var unused))
                {
                    return unused;
                }

                if (_next <= _last)
                {
                    return _next++;
                }

                // On another thread, so that the store is not asked within the lock.
                refill = _refill ??= Task.Run(RefillAsync, CancellationToken.None);
            }

            await refill.WaitAsync(cancel);
        }
    }

    /// <summary>Takes back a number that its caller did not use and never will. The next caller gets it.</summary>
    public void GiveBack(int unused)
    {
        lock (_gate)
        {
            _unused.Push(unused);
        }
    }

    private async Task RefillAsync()
    {
        try
        {
            var last = await reserveAsync();
            lock (_gate)
            {
                (_next, _last) = (last - size + 1, last);
            }
        }
        finally
        {
            lock (_gate)
            {
                _refill = null;
            }
        }
    }
}
