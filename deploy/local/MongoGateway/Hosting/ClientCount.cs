namespace Hotline.MongoGateway.Hosting;

/// <summary>How many clients there are and were. A client counts until its last statement has ended.</summary>
public sealed class ClientCount
{
    public const int Max = 2000;

    private int _current;
    private long _created;

    public int Current => Volatile.Read(ref _current);

    public long Created => Interlocked.Read(ref _created);

    public long Add()
    {
        Interlocked.Increment(ref _current);
        return Interlocked.Increment(ref _created);
    }

    public void Remove() => Interlocked.Decrement(ref _current);
}
