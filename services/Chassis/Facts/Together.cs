using System.Collections.Concurrent;

namespace Hotline.Chassis.Facts;

/// <summary>One thing asked for, and who waits for it.</summary>
public class Asked<TResult>
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TResult> Result => _done.Task;

    public void End(TResult result) => _done.TrySetResult(result);

    public void Fail(Exception error) => _done.TrySetException(error);
}

/// <summary>
/// Does together what is asked for at the same time: whoever comes first has the work done at once, and what comes
/// meanwhile shares the next round. A quiet service pays nothing for it; a busy one shares each trip to the store.
/// </summary>
/// <param name="limit">Most items of one round.</param>
/// <param name="work">Ends each item of a round; what it throws fails those it left open.</param>
/// <param name="patience">Ends a round that hangs, for all behind it wait.</param>
public sealed class Together<TItem, TResult>(int limit, Func<IReadOnlyList<TItem>, CancellationToken, Task> work, TimeSpan patience)
    where TItem : Asked<TResult>
{
    private readonly ConcurrentQueue<TItem> _waiting = new();
    private int _working;

    /// <param name="item">What is asked for.</param>
    /// <param name="cancel">Ends the wait, not the work: it is shared with others.</param>
    public Task<TResult> DoAsync(TItem item, CancellationToken cancel)
    {
        _waiting.Enqueue(item);
        Begin();
        return item.Result.WaitAsync(cancel);
    }

    private void Begin()
    {
        if (!_waiting.IsEmpty && Interlocked.CompareExchange(ref _working, 1, 0) == 0)
        {
            _ = Task.Run(RoundAsync);
        }
    }

    private async Task RoundAsync()
    {
        var round = new List<TItem>();
        while (round.Count < limit && _waiting.TryDequeue(out var item))
        {
            round.Add(item);
        }

        using var end = new CancellationTokenSource(patience);
        try
        {
            await work(round, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            round.ForEach(item => item.Fail(new TimeoutException("The store did not answer in time.")));
        }
        catch (Exception error)
        {
            round.ForEach(item => item.Fail(error));
        }

        Volatile.Write(ref _working, 0);
        Begin();
    }
}
