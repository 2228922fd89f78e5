using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Cli;

/// <summary>A test that needs the private root file system: root, Linux, and no other store or broker asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DebianFactAttribute : FactAttribute
{
    public DebianFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !new RootFileSystem().IsComplete)
        {
            Skip = "Needs the private Debian root file system: ./hotline up as root builds it where no Docker engine answers.";
        }
    }
}
