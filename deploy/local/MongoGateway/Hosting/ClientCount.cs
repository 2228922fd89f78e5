namespace Hotline.MongoGateway.Hosting;

/// <summary>How many clients there are and were, and how many of them have a command under way.</summary>
public sealed class ClientCount
{
    public const int Max = 2000;

    private int _current;
    private int _active;
    private long _created;

    /// <summary>Connections that are open.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>Connections whose command is under way.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Connections since the start.</summary>
    public long Created => Interlocked.Read(ref _created);

    public long Add()
    {
        Interlocked.Increment(ref _current);
        return Interlocked.Increment(ref _created);
    }

    public void Remove() => Interlocked.Decrement(ref _current);

    public void Begin() => Interlocked.Increment(ref _active);

    public void End() => Interlocked.Decrement(ref _active);
}
