using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Time;

/// <summary>
/// The loop of every worker that looks for work: pass after pass while more waits, else one interval between two passes. A pass
/// that fails is logged by the kind of its error, never by its text, and the loop goes on; while passes fail one after the other
/// the worker backs off, so that a store or peer that comes back is not met by all of its callers at once. Stopping interrupts the
/// pass and the pause.
/// </summary>
/// <param name="interval">The pause after a pass that left nothing to do. Zero never pauses: the pass itself must wait then.</param>
/// <param name="system">Measures the pauses.</param>
/// <param name="logger">Named after the worker, so that its failures can be told from those of others.</param>
/// <param name="longestBackoff">
/// The longest pause between two passes that fail; <see cref="LongestBackoff"/> when null. Short only for what costs its peer nothing.
/// </param>
public abstract partial class PollingWorker(
    TimeSpan interval, TimeProvider system, ILogger logger, TimeSpan? longestBackoff = null) : BackgroundService
{
    /// <summary>The longest pause between two passes that fail, when a worker does not say: 30 seconds.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>The first of these pauses, unless the interval is shorter: a second. Each is twice the one before.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    private int _failures;

    /// <summary>The clock that measures the pauses, for time limits within a pass.</summary>
    protected TimeProvider SystemTime => system;

    /// <summary>One pass over the work that waits.</summary>
    /// <param name="cancel">The worker is being stopped.</param>
    /// <returns>True when more work may wait: then the next pass follows without a pause.</returns>
    protected abstract Task<bool> PassAsync(CancellationToken cancel);

    /// <summary>Waits between two passes. A worker that can be woken waits here for its signal, or this long.</summary>
    /// <param name="pause">The interval, or the back-off after a pass that failed.</param>
    /// <param name="cancel">The worker is being stopped.</param>
    protected virtual Task PauseAsync(TimeSpan pause, CancellationToken cancel) => Task.Delay(pause, system, cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await PassOnceAsync(stoppingToken) is var pause && pause > TimeSpan.Zero)
                {
                    await PauseAsync(pause, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped in the middle of a pass or a pause.
        }
    }

    /// <returns>How long to pause after this pass.</returns>
    private async Task<TimeSpan> PassOnceAsync(CancellationToken stopping)
    {
        try
        {
            var more = await PassAsync(stopping);
            _failures = 0;
            return more ? TimeSpan.Zero : interval;
        }
        catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            _failures++;
            var pause = Backoff();
            PassFailed(_failures, Kind(error), pause);
            return pause;
        }
    }

    private TimeSpan Backoff()
    {
        var first = interval > TimeSpan.Zero && interval < FirstBackoff ? interval : FirstBackoff;
        // Thirty doublings take the shortest pause past the longest; many more would overflow.
        var pause = first * (1L << Math.Min(_failures - 1, 30));
        var longest = longestBackoff ?? LongestBackoff;
        return pause < longest ? pause : longest;
    }

    private static string Kind(Exception error) => error is RpcException call ? $"RpcException {call.StatusCode}" : error.GetType().Name;

    [LoggerMessage(130, LogLevel.Warning, "The pass failed, {Failures} in a row: {Kind}. The next one comes in {Pause}")]
    private partial void PassFailed(int failures, string kind, TimeSpan pause);
}
