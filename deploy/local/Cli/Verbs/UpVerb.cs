using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Verbs;

/// <summary>Builds and starts everything, waits until it is healthy and tells where it is.</summary>
public sealed class UpVerb : IVerb
{
    public string Name => "up";

    public string Usage => "up";

    public string Summary => "build and start everything, wait until it is healthy · 构建并启动全部服务";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        arguments.End();
        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        var address = await PlatformAndBuildAsync(platform, cancel);
        var suite = new SuiteHost(platform.Instance, address, SuiteSettings.Live);
        await suite.EnsureAsync(cancel);
        Console.Write(Welcome.Text(suite, address));
        return 0;
    }

    /// <summary>The platform starts while the services are built: neither needs the other.</summary>
    private static async Task<PlatformAddress> PlatformAndBuildAsync(IPlatform platform, CancellationToken cancel)
    {
        // One build for both: what they share is compiled once.
        var build = ProjectBuild.EnsureAsync("the suite", [GatewayServer.Project, .. ServiceKind.All.Select(kind => kind.Project)], cancel);
        var start = platform.StartAsync(cancel);
        await Task.WhenAll(build, start);
        return await start;
    }
}
