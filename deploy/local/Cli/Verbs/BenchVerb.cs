using System.Diagnostics;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Verbs;

/// <summary>Runs the load driver against a set of services, databases and a virtual host of its own.</summary>
public sealed class BenchVerb : IVerb
{
    private const string Project = "tests/Bench/Hotline.Bench.csproj";

    public string Name => "bench";

    public string Usage => "bench smoke [--json] | load | burst";

    public string Summary => "measure on a private set of services · 压力测试（独立数据库）";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var words = arguments.All();
        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        await ProjectBuild.EnsureAsync("the load driver and the services", [Project, .. ServiceKind.All.Select(kind => kind.Project)], cancel);
        var address = await platform.StartAsync(cancel);
        var suite = new SuiteHost(platform.Instance, address, SuiteSettings.Private("bench"));
        await suite.RemoveAsync(cancel);
        suite = new SuiteHost(platform.Instance, address, SuiteSettings.Private("bench"));
        try
        {
            await suite.EnsureAsync(cancel);
            var start = new ProcessStartInfo("dotnet", [Path.Combine(ProjectBuild.OutputOf(Project), "Hotline.Bench.dll"), .. words]);
            start.Environment["HOTLINE_ENDPOINTS"] = suite.EndpointsFile;
            using var bench = Process.Start(start)!;
            await bench.WaitForExitAsync(cancel);
            return bench.ExitCode;
        }
        finally
        {
            await suite.RemoveAsync(CancellationToken.None);
        }
    }
}
