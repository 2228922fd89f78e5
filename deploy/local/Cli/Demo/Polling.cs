using Grpc.Core;

namespace Hotline.Cli.Demo;

/// <summary>Asks again until what was published has arrived; a service that is away for a moment is asked again too.</summary>
public static class Polling
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The last answer once the time is up, whether or not it is what was hoped for: the caller's checks say what is missing.
    /// </summary>
    public static async Task<T> UntilAsync<T>(
        Func<Task<T>> ask, Func<T, bool> isArrived, IReadOnlyCollection<StatusCode> notYet, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        bool MayWait() => time.GetElapsedTime(begun) < Limit;
        while (true)
        {
            try
            {
                var answer = await ask();
                if (isArrived(answer) || !MayWait())
                {
                    return answer;
                }
            }
            catch (RpcException failure) when (notYet.Contains(failure.StatusCode) && MayWait())
            {
                // Asked again below.
            }

            await Task.Delay(Pause, time);
        }
    }
}
