namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>The top of the directory, which sees every ticket.</summary>
/// <param name="Id">As units.csv has it.</param>
public sealed record RootUnit(string Id);
