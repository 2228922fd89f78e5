namespace Hotline.MongoGateway.Sessions;

/// <summary>A write under a number, running or done.</summary>
public sealed class NumberedWrite(long number, long started)
{
    private readonly TaskCompletionSource<byte[]?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Number { get; } = number;

    public long Started { get; } = started;

    /// <summary>The reply, or null when the write had no effect and may be run again.</summary>
    public Task<byte[]?> Outcome => _outcome.Task;

    public void Settle(byte[]? reply) => _outcome.TrySetResult(reply);

    /// <summary>The outcome is unknown: a repeat gets the same answer and does not run.</summary>
    public void Doubt(Exception failure)
    {
        _outcome.TrySetException(failure);
        _ = _outcome.Task.Exception; // observed: a repeat may never come
    }
}
