namespace Hotline.Cli.Tools;

/// <summary>
/// What this machine offers the command line: programs, rights, a cache, sources of packages. Tests describe another one.
/// </summary>
public sealed record Surroundings
{
    /// <summary>This machine.</summary>
    public static Surroundings Here { get; } = new();

    /// <summary>Where programs are looked for; those of the administrator are not always on PATH.</summary>
    public string SearchPath { get; init; } = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin";

    public bool IsLinuxRoot { get; init; } = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    /// <summary>What every checkout of this machine may share: the root file system and the installed tools.</summary>
    public string Cache { get; init; } = Path.Combine(CacheHome(), "hotline");

    public string AptFolder { get; init; } = "/etc/apt";

    /// <summary>What HOTLINE_PLATFORM asks for: debian or docker; null leaves the choice to the machine.</summary>
    public string? AskedPlatform { get; init; } = Environment.GetEnvironmentVariable("HOTLINE_PLATFORM");

    /// <summary>What HOTLINE_DEBIAN_MIRROR names: where Debian packages come from; null takes the sources of the machine.</summary>
    public string? AskedMirror { get; init; } = Environment.GetEnvironmentVariable("HOTLINE_DEBIAN_MIRROR");

    /// <summary>Where a program is, or null.</summary>
    public string? Find(string program) => SearchPath.Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string CacheHome()
    {
        var chosen = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.IsPathRooted(chosen)
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
