namespace Hotline.Bench.Measuring;

/// <summary>What one round of calls came to.</summary>
public sealed record Load(double PerSecond, IReadOnlyList<double> Milliseconds)
{
    /// <summary>The smallest value that the given share of all does not exceed; not a number when there are none.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);
}
