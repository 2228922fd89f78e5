using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>The one tool the root file system needs; apt installs it when it is missing.</summary>
public static class Mmdebstrap
{
    public static async Task EnsureAsync(CancellationToken cancel)
    {
        if (Shell.Find("mmdebstrap") is not null)
        {
            return;
        }

        if (Shell.Find("apt-get") is null)
        {
            throw new Problem(
                "mmdebstrap is missing.",
                "It builds the private Debian root file system, and this machine has no apt-get to install it with.",
                "Install mmdebstrap, or start a Docker engine, or set HOTLINE_MONGODB and HOTLINE_RABBITMQ.");
        }

        await Say.StepAsync("mmdebstrap, installed with apt-get", async () =>
        {
            if (!(await InstallAsync(cancel)).Ok)
            {
                await AptAsync(["update"], cancel);
                var second = await InstallAsync(cancel);
                if (!second.Ok)
                {
                    throw new Problem("mmdebstrap could not be installed.", second.Errors.Trim(), "Run apt-get install mmdebstrap by hand and read what it says.");
                }
            }
        });
    }

    /// <summary>How this machine reaches its archives (proxies, certificates, retries) holds inside as well.</summary>
    public static async Task<IReadOnlyList<string>> AptOptionsAsync(CancellationToken cancel)
    {
        var dump = await Shell.RunAsync("apt-config", ["dump"], cancel: cancel);
        return Passed(dump.Output);
    }

    public static IReadOnlyList<string> Passed(string dump) => [.. dump.Split('\n')
        .Select(line => line.Trim().TrimEnd(';'))
        .Where(line => line.StartsWith("Acquire::http", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("Acquire::Check-Date", StringComparison.OrdinalIgnoreCase))
        .Where(line => !line.EndsWith(" \"\"", StringComparison.Ordinal))];

    private static Task<ShellResult> InstallAsync(CancellationToken cancel) =>
        AptAsync(["install", "--yes", "--no-install-recommends", "mmdebstrap"], cancel);

    private static Task<ShellResult> AptAsync(string[] arguments, CancellationToken cancel) => Shell.RunAsync(
        "apt-get",
        arguments,
        new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive", ["LC_ALL"] = "C" },
        cancel: cancel);
}
