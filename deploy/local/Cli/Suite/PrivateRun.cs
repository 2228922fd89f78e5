using Hotline.Cli.Platform;

namespace Hotline.Cli.Suite;

/// <summary>Something that runs on a set of services of its own, begun anew each time.</summary>
public static class PrivateRun
{
    /// <summary>
    /// The exit code of what ran. After 0 nothing is left behind; what failed stays to be looked at, logs and databases, until the
    /// next run.
    /// </summary>
    public static async Task<int> OnceAsync(
        Instance instance, PlatformAddress address, SuiteSettings settings, Func<SuiteHost, Task<int>> run, CancellationToken cancel)
    {
        await new SuiteHost(instance, address, settings).RemoveAsync(cancel);
        var suite = new SuiteHost(instance, address, settings);
        var code = 1;
        try
        {
            await suite.EnsureAsync(cancel);
            return code = await run(suite);
        }
        finally
        {
            await (code == 0 ? suite.RemoveAsync(CancellationToken.None) : suite.StopAsync(CancellationToken.None));
        }
    }
}
