namespace Hotline.Cli.Tools;

/// <summary>The pinned buf: lint, format and breaking changes of the contracts, and calls from the command line.</summary>
public static class Buf
{
    private const string Version = "1.75.0";

    private static string HomeIn(Surroundings here) => Path.Combine(here.Cache, $"buf-{Version}");

    private static string ProgramIn(string home) => Path.Combine(home, "node_modules", ".bin", "buf");

    /// <summary>Whether the pinned version is installed.</summary>
    public static bool IsInstalled(Surroundings here) => File.Exists(ProgramIn(HomeIn(here)));

    /// <summary>Installs it from its npm package into the cache, under a temporary name until it is whole.</summary>
    public static async Task<string> EnsureAsync(Surroundings here, CancellationToken cancel)
    {
        var home = HomeIn(here);
        if (IsInstalled(here))
        {
            return ProgramIn(home);
        }

        var npm = await AptPackage.Npm.EnsureAsync(here, cancel);
        await Say.StepAsync($"buf {Version}, installed with npm into {home}", async () =>
        {
            var fresh = $"{home}.{Environment.ProcessId}";
            Directory.CreateDirectory(fresh);
            var result = await Shell.RunAsync(
                npm,
                ["install", "--prefix", fresh, "--no-save", "--no-audit", "--no-fund", "--loglevel=error", $"@bufbuild/buf@{Version}"],
                limit: TimeSpan.FromMinutes(5),
                cancel: cancel);
            if (!result.Ok)
            {
                Directory.Delete(fresh, recursive: true);
                throw new UserError(
                    "buf could not be installed.",
                    result.Errors.Trim(),
                    "Check that npm reaches its registry (npm ping), then run the command again.");
            }

            Settle(fresh, home);
        });
        return ProgramIn(home);
    }

    // Another command may have installed it meanwhile; one of the two copies is enough.
    private static void Settle(string fresh, string home)
    {
        if (Directory.Exists(home) && !File.Exists(ProgramIn(home)))
        {
            Directory.Delete(home, recursive: true);
        }

        if (Directory.Exists(home))
        {
            Directory.Delete(fresh, recursive: true);
        }
        else
        {
            Directory.Move(fresh, home);
        }
    }
}
