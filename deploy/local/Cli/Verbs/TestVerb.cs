using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Testing;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Verbs;

/// <summary>Runs every test of the repository; its last line is what they came to.</summary>
public sealed class TestVerb : IVerb
{
    /// <summary>Tests share a virtual host of their own and make others when they need to be alone.</summary>
    private const string VirtualHost = "hotline-test";

    public string Name => "test";

    public string Usage => "test [PROJECT ...] [--filter EXPRESSION]";

    public string Summary => "run every test of the repository · 运行全部测试";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var filter = arguments.Option("--filter");
        var chosen = Chosen(arguments.Rest());
        arguments.End();
        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        var build = ProjectBuild.SolutionAsync([.. ServiceKind.All.Select(kind => kind.Project), GatewayServer.Project], cancel);
        var start = platform.StartAsync(cancel);
        await Task.WhenAll(build, start);
        var address = await start;
        var environment = await EnvironmentAsync(platform.Instance, address, cancel);
        var folder = Path.Combine(platform.Instance.Root, "tests");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var totals = await RunAllAsync(chosen.Select(project => new TestRun(project, folder, environment, filter)), cancel);
        Console.WriteLine(totals.Line);
        return totals.IsGreen ? 0 : 1;
    }

    private static IReadOnlyList<string> Chosen(IReadOnlyList<string> words)
    {
        var all = TestPlan.OfRepository();
        var unknown = words.Where(word => !all.Contains(word)).ToList();
        return unknown.Count > 0
            ? throw new UserError(
                $"There is no test project {string.Join(", ", unknown)}.",
                "tests/ has no such folder.",
                $"Name some of {string.Join(", ", all)}.")
            : words.Count == 0 ? all : [.. all.Where(words.Contains)];
    }

    // Two at a time, as there are two cores; then, one by one, those that need the machine for themselves.
    private static async Task<TrxTotals> RunAllAsync(IEnumerable<TestRun> runs, CancellationToken cancel)
    {
        var totals = TrxTotals.None;
        var gate = new Lock();
        foreach (var group in runs.GroupBy(run => TestPlan.RunsAlone(run.Project)).OrderBy(group => group.Key))
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = group.Key ? 1 : 2, CancellationToken = cancel };
            await Parallel.ForEachAsync(group, options, async (run, stop) =>
            {
                var result = await Say.StepAsync(run.Project, () => run.RunAsync(stop), result => (result.Failed == 0, result.Line));
                lock (gate)
                {
                    totals += result;
                }
            });
        }

        return totals;
    }

    private static async Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(
        Instance instance, PlatformAddress address, CancellationToken cancel)
    {
        if (address.RabbitMqManagement is { } management)
        {
            using var admin = new RabbitAdmin(new Uri(management));
            await admin.DropVirtualHostAsync(VirtualHost, cancel);
            await admin.EnsureVirtualHostAsync(VirtualHost, cancel, address.RabbitMqUser);
        }

        return new Dictionary<string, string?>(ProjectBuild.Environment)
        {
            ["HOTLINE_MONGODB"] = address.MongoDb,
            ["HOTLINE_RABBITMQ"] = address.RabbitMqManagement is not null ? address.RabbitMqWith(VirtualHost) : address.RabbitMq,
            ["HOTLINE_RABBITMQ_MANAGEMENT"] = address.RabbitMqManagement,
            ["HOTLINE_LOCAL"] = instance.Root,
            ["MASSTRANSIT_USAGE_TELEMETRY"] = "false",
        };
    }
}
