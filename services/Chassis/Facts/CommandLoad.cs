namespace Hotline.Chassis.Facts;

/// <summary>
/// How many commands are being written. The relay gives way to a burst of them for a bounded time: a person waits for
/// the command's answer, nobody waits for its announcement.
/// </summary>
public sealed class CommandLoad
{
    private const int Burst = 8;
    private int _inFlight;

    public bool IsBurst => Volatile.Read(ref _inFlight) >= Burst;

    public InFlight Enter()
    {
        Interlocked.Increment(ref _inFlight);
        return new InFlight(this);
    }

    public readonly struct InFlight(CommandLoad load) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref load._inFlight);
    }
}
