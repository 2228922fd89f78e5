using System.Threading.Channels;

namespace Hotline.Chassis.Store;

/// <summary>One request in a batch, and the caller that waits for its result.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Cancel">The caller's token: when it has left, the request is dropped before its batch begins.</param>
public sealed record BatchItem<TRequest, TResult>(TRequest Request, CancellationToken Cancel)
{
    private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TResult> Result => _result.Task;

    /// <summary>Gives the caller its result; has no effect once the item is complete.</summary>
    public void Complete(TResult result) => _result.TrySetResult(result);

    /// <summary>Throws this error at the caller; has no effect once the item is complete.</summary>
    public void Fail(Exception error) => _result.TrySetException(error);
}

/// <summary>How requests are batched.</summary>
public sealed record BatchOptions
{
    /// <summary>Requests of one batch at most; default 64. One does not batch; hundreds make the first wait for the last.</summary>
    public int MaxItems { get; init; } = 64;

    /// <summary>
    /// Batches under way at once; default 2, so that one that hangs does not hold up all the others. More make smaller batches.
    /// </summary>
    public int Concurrency { get; init; } = 2;

    /// <summary>
    /// Requests that wait at most; default 4,096. One more is refused at once with a TimeoutException, as when the store is away.
    /// </summary>
    public int Capacity { get; init; } = 4_096;

    /// <summary>
    /// How long a batch may take; default 5 seconds. Then its requests fail with a TimeoutException; a write may still go in.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// Sends requests that come at the same time to the store as one command. A quiet service waits for nothing: the first request is a batch
/// of one, and what comes while it is under way makes the next.
/// </summary>
public sealed class RequestBatcher<TRequest, TResult>
{
    private readonly Channel<BatchItem<TRequest, TResult>> _waiting;
    private readonly Func<IReadOnlyList<BatchItem<TRequest, TResult>>, CancellationToken, Task> _send;
    private readonly BatchOptions _options;
    private readonly TimeProvider _system;

    /// <param name="send">Completes or fails each item of a batch; what it throws fails those it left open.</param>
    /// <param name="options">Sizes and limits.</param>
    /// <param name="system">Measures the timeout.</param>
    public RequestBatcher(
        Func<IReadOnlyList<BatchItem<TRequest, TResult>>, CancellationToken, Task> send, BatchOptions options, TimeProvider system)
    {
        (_send, _options, _system) = (send, options, system);
        _waiting = Channel.CreateBounded<BatchItem<TRequest, TResult>>(options.Capacity);
        for (var i = 0; i < options.Concurrency; i++)
        {
            // Lives as long as the process: an idle loop holds nothing but itself.
            _ = Task.Run(LoopAsync);
        }
    }

    /// <summary>Sends a request with the next batch and waits for its own result.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancel">Ends the wait; drops the request when its batch has not begun.</param>
    /// <exception cref="TimeoutException">Too many requests wait, or the batch took too long.</exception>
    /// <exception cref="OperationCanceledException">The caller left; a write that was under way may still go in.</exception>
    public Task<TResult> SendAsync(TRequest request, CancellationToken cancel)
    {
        var item = new BatchItem<TRequest, TResult>(request, cancel);
        return _waiting.Writer.TryWrite(item)
            ? item.Result.WaitAsync(cancel)
            : throw new TimeoutException("Too many requests wait for the store.");
    }

    private async Task LoopAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var batch = new List<BatchItem<TRequest, TResult>>();
            while (batch.Count < _options.MaxItems && _waiting.Reader.TryRead(out var item))
            {
                if (!item.Cancel.IsCancellationRequested)
                {
                    batch.Add(item);
                }
            }

            if (batch.Count > 0)
            {
                await SendAsync(batch);
            }
        }
    }

    private async Task SendAsync(List<BatchItem<TRequest, TResult>> batch)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _system);
        try
        {
            // A store that does not even heed the limit must not stop the loop.
            await _send(batch, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            batch.ForEach(item => item.Fail(new TimeoutException("The store did not answer in time.")));
        }
        catch (Exception error)
        {
            batch.ForEach(item => item.Fail(error));
        }
    }
}
