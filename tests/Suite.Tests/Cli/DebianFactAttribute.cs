using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Cli;

/// <summary>A test that needs the private root file system: Linux and root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DebianFactAttribute : FactAttribute
{
    public DebianFactAttribute()
    {
        if (!CanRun)
        {
            Skip = "Needs the private Debian root file system: ./hotline up as root builds it where no Docker engine answers.";
        }
    }

    /// <summary>The root file system is there and may be entered.</summary>
    public static bool CanRun => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && new RootFileSystem().IsComplete;
}
