namespace Hotline.Cli.Demo;

/// <summary>Every promise of the demo, kept or broken.</summary>
public sealed class Checks
{
    private readonly List<Check> _all = [];

    public sealed record Check(string Promise, string Expected, string Found)
    {
        public bool Kept => string.Equals(Expected, Found, StringComparison.Ordinal);
    }

    public IReadOnlyList<Check> All => _all;

    public int Broken => _all.Count(check => !check.Kept);

    public void That<T>(string promise, T expected, T found) =>
        _all.Add(new Check(promise, expected?.ToString() ?? "—", found?.ToString() ?? "—"));

    public void Time(string promise, string expected, Google.Protobuf.WellKnownTypes.Timestamp? found) =>
        _all.Add(new Check(promise, expected, found is null ? "—" : BeijingTime.Text(found)));
}
