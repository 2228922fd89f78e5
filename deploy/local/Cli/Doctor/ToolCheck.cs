using Hotline.Cli.Platform;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Doctor;

/// <summary>The programs that the commands call.</summary>
public static class ToolCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(IPlatform platform, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var here = Surroundings.Here;
        findings.Add(Sdk(await Shell.RunAsync("dotnet", ["--version"], cancel: cancel)));
        findings.Add(BufIn(here));
        if (platform is DebianPlatform)
        {
            var house = new RootFileSystem();
            findings.Add(House(house));
            if (!house.IsComplete)
            {
                findings.Add(Installable(AptPackage.Mmdebstrap, here));
            }
        }

        findings.Add(Space(new DriveInfo(platform.Instance.Root)));
        return findings;
    }

    public static Finding Sdk(ShellResult version) => version.Ok
        ? Finding.Fine("SDK", $".NET {version.Output.Trim()}")
        : Finding.Broken(
            "SDK",
            "cannot be used",
            $"dotnet says: {$"{version.Output}{version.Errors}".Trim().Split('\n')[0]}",
            "install the .NET SDK that global.json asks for");

    /// <summary>buf itself, or else what it is installed with.</summary>
    public static Finding BufIn(Surroundings here) => Buf.IsInstalled(here)
        ? Finding.Fine("buf", "installed")
        : Installable(AptPackage.Npm, here);

    /// <summary>A missing program is fine where the command that needs it can install it.</summary>
    public static Finding Installable(AptPackage package, Surroundings here) =>
        (here.Find(package.Name), here.Find("apt-get"), here.IsLinuxRoot) switch
        {
            ({ } path, _, _) => Finding.Fine(package.Name, path),
            (null, not null, true) => Finding.Fine(package.Name, "not installed yet; the command that needs it installs it with apt-get"),
            _ => Finding.Odd(package.Name, "missing", package.Purpose, package.Otherwise),
        };

    private static Finding House(RootFileSystem house) => house.IsComplete
        ? Finding.Fine(
            "Root file system",
            $"PostgreSQL {house.PostgresVersion}, DocumentDB {house.DocumentDbVersion}, RabbitMQ {house.RabbitMqVersion} in {house.Path}")
        : Finding.Broken(
            "Root file system",
            "not built, or half-made",
            $"{house.Path} is missing or incomplete",
            "./hotline up builds it again");

    private static Finding Space(DriveInfo drive)
    {
        const double gibibyte = 1024.0 * 1024 * 1024;
        var free = drive.AvailableFreeSpace / gibibyte;
        return free < 2
            ? Finding.Broken("Disk", $"{free:0.0} GB free", "the broker stops taking messages below half a gigabyte", "make room")
            : Finding.Fine("Disk", $"{free:0} GB free");
    }
}
