using System.Globalization;
using Hotline.Cli.Platform;
using Hotline.Cli.Processes;
using Hotline.Cli.Tokens;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Suite;

/// <summary>One service of a set as a process of this machine.</summary>
public sealed class ServiceServer(SuiteFolders folders, ServiceKind kind, SuiteSettings settings, PlatformAddress platform, Issuer issuer)
    : Server(new ServerFolders(folders.Instance.Root, folders.Pids, folders.Logs))
{
    private readonly Lazy<ShadowCopy> _program = new(() => ShadowCopy.Of(kind.Project, folders.Instance));

    public ServiceKind Kind => kind;

    public override string Name => kind.Name;

    public override string Title => kind.Title;

    public Uri Public => folders.Address(kind, "public");

    public Uri Internal => folders.Address(kind, "internal");

    protected override TimeSpan StopLimit => TimeSpan.FromSeconds(45);

    public override Task<bool> AnswersAsync(CancellationToken cancel) => HealthProbe.IsServingAsync(Internal, "readiness", cancel);

    protected override Task<string> VersionAsync(CancellationToken cancel) => Task.FromResult(Fingerprint.Of(
        [_program.Value.Version, .. Configuration().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")]));

    protected override Task PrepareAsync(CancellationToken cancel) =>
        folders.Ports.ForgetTakenAsync([$"{kind.Name}-public", $"{kind.Name}-internal"], Ports.FreeTimeout, cancel);

    protected override Launch Launch()
    {
        var folder = _program.Value.Folder;
        return new Launch("dotnet", [Path.Combine(folder, kind.Assembly)]) { Folder = folder, Environment = Configuration() };
    }

    private Dictionary<string, string> Configuration()
    {
        var configuration = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["MASSTRANSIT_USAGE_TELEMETRY"] = "false",
            ["HOTLINE_MONGODB"] = platform.MongoDb,
            ["HOTLINE_RABBITMQ"] = platform.RabbitMqWith(platform.VirtualHostOf(settings.VirtualHost, settings.IsPrivate)),
            ["Hotline__Database"] = settings.DatabasePrefix + kind.Name,
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
            configuration[$"Hotline__Peers__{peer.Key}"] = folders.Address(peer, "public").ToString().TrimEnd('/');
            configuration[$"Hotline__Peers__{peer.Key}Internal"] = folders.Address(peer, "internal").ToString().TrimEnd('/');
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
