namespace Hotline.Cli.Tools;

/// <summary>The pinned buf: lint, format and breaking changes of the contracts, and calls from the command line.</summary>
public static class Buf
{
    private const string Version = "1.75.0";

    private static string Home => Cache.At($"buf-{Version}");

    private static string Program => Path.Combine(Home, "node_modules", ".bin", "buf");

    /// <summary>Installs it from its npm package into the cache, under a temporary name until it is whole.</summary>
    public static async Task<string> EnsureAsync(CancellationToken cancel)
    {
        if (File.Exists(Program))
        {
            return Program;
        }

        if (Shell.Find("npm") is null)
        {
            throw new Problem("npm is missing.", $"buf {Version} is installed from its npm package @bufbuild/buf.", "Install Node.js with npm (Debian: apt-get install npm).");
        }

        await Say.StepAsync($"buf {Version}, installed with npm into {Home}", async () =>
        {
            var fresh = $"{Home}.{Environment.ProcessId}";
            Directory.CreateDirectory(fresh);
            var result = await Shell.RunAsync(
                "npm",
                ["install", "--prefix", fresh, "--no-save", "--no-audit", "--no-fund", "--loglevel=error", $"@bufbuild/buf@{Version}"],
                limit: TimeSpan.FromMinutes(5),
                cancel: cancel);
            if (!result.Ok)
            {
                Directory.Delete(fresh, recursive: true);
                throw new Problem("buf could not be installed.", result.Errors.Trim(), "Check that npm reaches its registry (npm ping), then run the command again.");
            }

            Settle(fresh);
        });
        return Program;
    }

    // Another command may have installed it meanwhile; one of the two copies is enough.
    private static void Settle(string fresh)
    {
        if (Directory.Exists(Home) && !File.Exists(Program))
        {
            Directory.Delete(Home, recursive: true);
        }

        if (Directory.Exists(Home))
        {
            Directory.Delete(fresh, recursive: true);
        }
        else
        {
            Directory.Move(fresh, Home);
        }
    }
}
