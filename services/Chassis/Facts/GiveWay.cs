using Hotline.Chassis.Telemetry;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Lets a burst of calls go first: somebody waits for a call's answer, nobody waits for an announcement. Only for a
/// time far below the lease, so that no other relay thinks the writer dead, and once: calls that keep coming are no
/// burst but the service's work, and announcing keeps step with them.
/// </summary>
public sealed class GiveWay(CallLoad load, TimeSpan linger, TimeProvider system)
{
    // Calls a second that are a burst.
    private const int BurstRate = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    // After so long without a burst the next one is a new one.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);

    private long? _lastBusy;
    private long _burstBegan;

    /// <summary>Waits at least for the linger, at most for the limit.</summary>
    public async Task WaitAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (calls, begun) = (load.Calls, system.GetTimestamp());
            await Task.Delay(linger, system, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = system.GetTimestamp();
            if (load.Calls - calls < BurstRate * system.GetElapsedTime(begun, now).TotalSeconds)
            {
                return;
            }

            if (_lastBusy is not { } last || system.GetElapsedTime(last, begun) > Calm)
            {
                _burstBegan = begun;
            }

            _lastBusy = now;
            if (system.GetElapsedTime(_burstBegan, now) >= Limit)
            {
                return;
            }
        }
    }
}
