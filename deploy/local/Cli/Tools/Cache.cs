namespace Hotline.Cli.Tools;

/// <summary>What every checkout of this machine may share: the root file system and the installed tools.</summary>
public static class Cache
{
    public static string Root { get; } = Path.Combine(Home(), "hotline");

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Home()
    {
        var chosen = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.IsPathRooted(chosen)
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
