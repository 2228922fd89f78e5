namespace Hotline.Chassis.Telemetry;

/// <summary>Counts the calls this process answers; the relay gives way to a burst of them.</summary>
public sealed class CallLoad
{
    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    public void Enter() => Interlocked.Increment(ref _calls);
}
