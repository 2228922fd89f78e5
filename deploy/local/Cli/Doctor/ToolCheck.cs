using Hotline.Cli.Platform;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Doctor;

/// <summary>The programs that the commands call.</summary>
public static class ToolCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(IPlatform platform, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var sdk = await Shell.RunAsync("dotnet", ["--version"], cancel: cancel);
        findings.Add(Finding.Fine("SDK", $".NET {sdk.Output.Trim()}"));
        findings.Add(Shell.Find("npm") is null
            ? Finding.Odd("npm", "missing", "buf, which checks the contracts, is installed with it", "install Node.js with npm")
            : Finding.Fine("npm", "present"));
        if (platform is DebianPlatform)
        {
            findings.Add(House(new RootFileSystem()));
        }

        findings.Add(Space(new DriveInfo(platform.Instance.Root)));
        return findings;
    }

    private static Finding House(RootFileSystem house) => house.IsComplete
        ? Finding.Fine("Root file system", $"PostgreSQL {house.PostgresVersion}, DocumentDB {house.DocumentDbVersion}, RabbitMQ {house.RabbitMqVersion} in {house.Path}")
        : Finding.Broken("Root file system", "not built, or half-made", $"{house.Path} is missing or incomplete", "./hotline up builds it again");

    private static Finding Space(DriveInfo drive)
    {
        const double gibibyte = 1024.0 * 1024 * 1024;
        var free = drive.AvailableFreeSpace / gibibyte;
        return free < 2
            ? Finding.Broken("Disk", $"{free:0.0} GB free", "the broker stops taking messages below half a gigabyte", "make room")
            : Finding.Fine("Disk", $"{free:0} GB free");
    }
}
