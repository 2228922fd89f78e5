using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Hotline.Bench.Measuring;

namespace Hotline.Bench.Lives;

/// <summary>How long each kind of call took, the waits of repeated ones included.</summary>
public sealed class CallTimes
{
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _times = new();
    private int _retries;

    /// <summary>Calls that were refused for the moment and sent again with the same request_id.</summary>
    public int Retries => Volatile.Read(ref _retries);

    public IEnumerable<double> All => _times.Values.SelectMany(times => times);

    public double P95(string call) => Load.Percentile(_times.GetValueOrDefault(call, []), 0.95);

    /// <summary>Calls, again while the service is overloaded, away or contended, and counts the time of all attempts as one.</summary>
    public async Task<T> TimeAsync<T>(string call, Func<Task<T>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await ask();
                _times.GetOrAdd(call, _ => []).Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                return answer;
            }
            catch (RpcException refusal) when (MayPass(refusal) && Stopwatch.GetElapsedTime(begun) < RetryLimit)
            {
                Interlocked.Increment(ref _retries);
                await Task.Delay(RetryPause);
            }
        }
    }

    private static bool MayPass(RpcException refusal) =>
        refusal.StatusCode is StatusCode.ResourceExhausted or StatusCode.Unavailable or StatusCode.Aborted;
}
