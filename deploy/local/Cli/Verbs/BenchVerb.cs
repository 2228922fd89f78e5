using System.Diagnostics;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Verbs;

/// <summary>Runs the load driver against a set of services, databases and a virtual host of its own.</summary>
public sealed class BenchVerb : IVerb
{
    private const string Project = "tests/Bench/Hotline.Bench.csproj";

    private static readonly string[] Measurements = ["lives", "smoke", "dispatched", "outage", "backlog", "mask", "load", "burst"];

    // As a shell counts: what a signal ended has the signal's number above this.
    private const int KilledBySignal = 128;

    public string Name => "bench";

    public string Usage => $"bench {string.Join(" | ", Measurements)} [--callers N] [--seconds S] [--json] ...";

    public string Summary => "measure load on a private set of services · 压力测试（使用独立的服务和数据库）";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var words = arguments.All();
        if (words.Count == 0 || !Measurements.Contains(words[0]))
        {
            throw UserErrors.Usage(this);
        }

        if (words[0] == "mask")
        {
            await ProjectBuild.EnsureAsync("the load driver", [Project], cancel);
            return await DriveAsync(null, words, cancel);
        }

        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        string[] projects = [Project, .. ServiceKind.All.Select(kind => kind.Project)];
        await ProjectBuild.EnsureAsync("the load driver and the services", projects, cancel);
        var address = await platform.StartAsync(cancel);
        var settings = SuiteSettings.Private("bench") with
        {
            Configuration = new Dictionary<string, string> { ["Hotline__Data"] = OpenHours.Write(platform.Instance) },
        };
        return await PrivateRun.OnceAsync(platform.Instance, address, settings, suite => DriveAsync(suite, words, cancel), cancel);
    }

    private static async Task<int> DriveAsync(SuiteHost? suite, IReadOnlyList<string> words, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(ProjectBuild.OutputOf(Project), "Hotline.Bench.dll"), .. words]);
        start.Environment["HOTLINE_ENDPOINTS"] = suite?.EndpointsFile;
        // With it a measurement of an outage kills the broker and starts it again.
        start.Environment["HOTLINE_COMMAND"] = Repository.At("hotline");
        using var bench = Process.Start(start)!;
        await bench.WaitForExitAsync(cancel);
        return bench.ExitCode <= KilledBySignal
            ? bench.ExitCode
            : throw new UserError(
                "The load driver was killed.",
                $"It ended by signal {bench.ExitCode - KilledBySignal}; what it had measured is lost.",
                "Run it again; if you did not end it, look whether the machine ran out of memory. "
                    + "./hotline logs --set bench shows what its services said.");
    }
}
