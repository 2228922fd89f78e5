namespace Hotline.Cli.Demo;

/// <summary>Every promise of the demo, kept or broken.</summary>
public sealed class Checks
{
    private readonly List<Check> _all = [];

    /// <summary>One promise.</summary>
    /// <param name="Promise">What is promised, in Chinese.</param>
    /// <param name="Expected">What was promised.</param>
    /// <param name="Found">What happened.</param>
    public sealed record Check(string Promise, string Expected, string Found)
    {
        /// <summary>Whether both are the same.</summary>
        public bool Kept => string.Equals(Expected, Found, StringComparison.Ordinal);
    }

    public IReadOnlyList<Check> All => _all;

    /// <summary>How many promises were not kept.</summary>
    public int Broken => _all.Count(check => !check.Kept);

    /// <summary>Checks a value.</summary>
    public void That<T>(string promise, T expected, T found) =>
        _all.Add(new Check(promise, expected?.ToString() ?? "—", found?.ToString() ?? "—"));

    /// <summary>Checks an instant, in Beijing time.</summary>
    public void Time(string promise, string expected, Google.Protobuf.WellKnownTypes.Timestamp? found) =>
        _all.Add(new Check(promise, expected, found is null ? "—" : BeijingTime.Text(found)));
}
