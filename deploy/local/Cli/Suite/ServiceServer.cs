using System.Globalization;
using Hotline.Cli.Platform;
using Hotline.Cli.Processes;
using Hotline.Cli.Tokens;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Suite;

/// <summary>
/// One replica of a service of a set as a process of this machine. Replicas are counted from 1; the n-th asks the n-th of its peers,
/// for nothing here spreads calls over several.
/// </summary>
public sealed class ServiceServer(
    SuiteFolders folders, ServiceKind kind, int replica, SuiteSettings settings, PlatformAddress platform, Issuer issuer)
    : Server(new ServerFolders(folders.Instance.Root, folders.Pids, folders.Logs))
{
    private readonly Lazy<ShadowCopy> _program = new(() => ShadowCopy.Of(kind.Project, folders.Instance));

    public ServiceKind Kind => kind;

    /// <summary>The service's name; with its number from the second replica on: intake, intake-2.</summary>
    public override string Name => NameOf(kind);

    public override string Title => replica == 1 ? kind.Title : $"{kind.Title} {replica}";

    /// <summary>Address of the domain.</summary>
    public Uri Public => folders.Address(Name, "public");

    /// <summary>Address of health, operations and the simulated clock.</summary>
    public Uri Internal => folders.Address(Name, "internal");

    protected override TimeSpan StopLimit => TimeSpan.FromSeconds(45);

    public override Task<bool> AnswersAsync(CancellationToken cancel) => HealthProbe.IsServingAsync(Internal, "readiness", cancel);

    protected override Task<string> VersionAsync(CancellationToken cancel) => Task.FromResult(Fingerprint.Of(
        [
            _program.Value.Version,
            .. Configuration().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"),
        ]));

    protected override Task PrepareAsync(CancellationToken cancel) =>
        folders.Ports.ForgetTakenAsync([$"{Name}-public", $"{Name}-internal"], Ports.FreeTimeout, cancel);

    protected override Launch Launch()
    {
        var folder = _program.Value.Folder;
        return new Launch("dotnet", [Path.Combine(folder, kind.Assembly)]) { Folder = folder, Environment = Configuration() };
    }

    private string NameOf(ServiceKind each) => replica == 1 ? each.Name : $"{each.Name}-{replica}";

    private Dictionary<string, string> Configuration()
    {
        var configuration = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["MASSTRANSIT_USAGE_TELEMETRY"] = "false",
            // docs/adr/0013: the collector reads its environment only; the environment of ./hotline may say another size.
            ["DOTNET_GCgen0size"] = Environment.GetEnvironmentVariable("DOTNET_GCgen0size") ?? kind.YoungestGeneration,
            ["HOTLINE_MONGODB"] = platform.MongoDb,
            ["HOTLINE_RABBITMQ"] = platform.RabbitMqWith(platform.VirtualHostOf(settings.VirtualHost, settings.IsPrivate)),
            ["Hotline__Database"] = settings.DatabaseOf(kind),
            ["Hotline__Bind"] = "127.0.0.1",
            ["Hotline__Ports__Public"] = $"{Public.Port}",
            ["Hotline__Ports__Internal"] = $"{Internal.Port}",
            ["Hotline__Auth__KeysFile"] = issuer.KeysFile,
            ["Hotline__Auth__Issuer"] = Issuer.Name,
            ["Hotline__Auth__Audience"] = Issuer.Audience,
            ["Hotline__Auth__ServiceTokenFile"] = folders.ServiceTokenFile(kind),
            ["Hotline__Secrets__Directory"] = folders.Instance.Secrets,
            ["Hotline__Data"] = Repository.At("deploy/data"),
        };
        foreach (var peer in ServiceKind.All)
        {
            configuration[$"Hotline__Peers__{peer.Key}"] = folders.Address(NameOf(peer), "public").ToString().TrimEnd('/');
            configuration[$"Hotline__Peers__{peer.Key}Internal"] = folders.Address(NameOf(peer), "internal").ToString().TrimEnd('/');
        }

        if (settings.SimulationStart is { } start)
        {
            configuration["Hotline__Simulation__Start"] = start.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in settings.Configuration)
        {
            configuration[name] = value;
        }

        return configuration;
    }
}
