namespace Hotline.Cli.Demo;

/// <summary>Where to look after a demo that failed.</summary>
public static class DemoLogs
{
    /// <summary>The name of the demo's own set of services.</summary>
    public const string Set = "demo";

    public const string Hint = "./hotline logs --set demo shows what its services said; they stay until the next demo.";
}
