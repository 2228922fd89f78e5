namespace Hotline.Bench.Measuring;

/// <summary>Counts across callers.</summary>
public sealed class Counter
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    /// <summary>The count with this more.</summary>
    public int Add(int more) => Interlocked.Add(ref _value, more);
}
