namespace Hotline.Chassis.Facts;

/// <summary>
/// Counts the calls this process answers. The relay gives way to a burst of them for a bounded time: somebody waits for
/// a call's answer, nobody waits for an announcement.
/// </summary>
public sealed class CallLoad
{
    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    public void Enter() => Interlocked.Increment(ref _calls);
}
