using System.Text.Json;
using Hotline.Cli.Platform;
using Hotline.Cli.Tokens;
using Hotline.Cli.Tools;
using MongoDB.Driver;

namespace Hotline.Cli.Suite;

/// <summary>
/// A named set of the three services over one platform: start, stop and kill them all or one by one. Sets stand
/// beside each other; whatever one owns carries its name.
/// </summary>
public sealed class SuiteHost
{
    // A role acts for the whole district unless units are named; the liaison is of the town where the load drivers' appeals happen.
    private static readonly Dictionary<string, string[]> ReadyRoles = new()
    {
        ["operator"] = [],
        ["dispatcher"] = [],
        ["unit-liaison"] = ["110118100"],
        ["reply-auditor"] = [],
        ["callback-agent"] = [],
        ["admin"] = [],
    };

    private readonly SuiteFolders _folders;
    private readonly PlatformAddress _platform;
    private readonly SuiteSettings _settings;

    public SuiteHost(Instance instance, PlatformAddress platform, SuiteSettings settings)
    {
        _folders = new SuiteFolders(instance, settings.Name);
        _platform = platform;
        _settings = settings;
        Issuer = new Issuer(instance, TimeProvider.System);
        Services =
        [
            .. from replica in Enumerable.Range(1, settings.Replicas)
               from kind in ServiceKind.All
               select new ServiceServer(_folders, kind, replica, settings, platform, Issuer),
        ];
    }

    /// <summary>As in ./hotline logs --set NAME.</summary>
    public string Name => _settings.Name;

    /// <summary>Its business clock stands still until a caller advances it.</summary>
    public bool IsSimulated => _settings.SimulationStart is not null;

    /// <summary>Addresses, tokens and process ids of this set, written at every start.</summary>
    public string EndpointsFile => Path.Combine(_folders.Root, "endpoints.json");

    /// <summary>Where its queues are.</summary>
    public string VirtualHost => _platform.VirtualHostOf(_settings.VirtualHost, _settings.IsPrivate);

    public Ports Ports => _folders.Ports;

    /// <summary>Issues tokens that its services accept.</summary>
    public Issuer Issuer { get; }

    /// <summary>Every process of the set: the first replica of each service, then the second of each, and so on.</summary>
    public IReadOnlyList<ServiceServer> Services { get; }

    public ServiceServer Intake => Service(ServiceKind.Intake);

    public ServiceServer Routing => Service(ServiceKind.Routing);

    public ServiceServer Tracking => Service(ServiceKind.Tracking);

    /// <summary>Every set that was ever started in this instance, to find, check or stop it.</summary>
    public static IReadOnlyList<SuiteHost> Known(Instance instance)
    {
        var platform = PlatformAddress.Load(instance);
        return platform is null ? [] :
        [
            .. Directory.EnumerateDirectories(instance.Suites)
                .Select(folder => Path.Combine(folder, "suite.json"))
                .Where(File.Exists)
                .Select(file => JsonSerializer.Deserialize<SuiteSettings>(File.ReadAllText(file), Json.Pretty)!)
                .Select(settings => new SuiteHost(instance, platform, settings)),
        ];
    }

    /// <summary>Builds the services if their sources changed. Separate, so that it can run while the platform starts.</summary>
    public static Task BuildAsync(CancellationToken cancel) =>
        ProjectBuild.EnsureAsync("the services", [.. ServiceKind.All.Select(kind => kind.Project)], cancel);

    /// <summary>The first replica of a service.</summary>
    public ServiceServer Service(ServiceKind kind) => Replicas(kind)[0];

    /// <summary>Every replica of a service.</summary>
    public IReadOnlyList<ServiceServer> Replicas(ServiceKind kind) => [.. Services.Where(service => service.Kind == kind)];

    /// <summary>The database that the replicas of a service share.</summary>
    public string DatabaseOf(ServiceKind kind) => _settings.DatabaseOf(kind);

    /// <summary>Starts what does not run and returns when every service is ready.</summary>
    /// <exception cref="UserError">A service does not build or does not become ready.</exception>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        await BuildAsync(cancel);
        WriteSecrets();
        await EnsureVirtualHostAsync(cancel);
        Atomic.Write(_folders.SettingsFile, JsonSerializer.Serialize(_settings, Json.Pretty));
        await Task.WhenAll(Services.Select(async service =>
        {
            var begun = TimeProvider.System.GetTimestamp();
            var started = await service.EnsureAsync(cancel);
            Say.Done($"{service.Title} {(started ? "is ready" : "runs")}", TimeProvider.System.GetElapsedTime(begun));
        }));
        Atomic.Write(EndpointsFile, JsonSerializer.Serialize(Endpoints(), Json.Pretty), secret: true);
    }

    /// <summary>Stops every service; data stays.</summary>
    public Task StopAsync(CancellationToken cancel) =>
        Task.WhenAll(Services.Select(service => service.StopAsync(cancel)));

    /// <summary>Stops the set and drops everything it owned: databases, virtual host, ports, logs.</summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        await StopAsync(cancel);
        using (var client = new MongoClient(_platform.MongoDb))
        {
            foreach (var kind in ServiceKind.All)
            {
                await client.DropDatabaseAsync(_settings.DatabaseOf(kind), cancel);
            }
        }

        if (_platform.RabbitMqManagement is { } management)
        {
            using var admin = new RabbitAdmin(new Uri(management));
            await admin.DropVirtualHostAsync(VirtualHost, cancel);
        }

        Directory.Delete(_folders.Root, recursive: true);
    }

    private async Task EnsureVirtualHostAsync(CancellationToken cancel)
    {
        var host = VirtualHost;
        if (_platform.RabbitMqManagement is not { } management)
        {
            Say.Warn(
                $"Without the management interface ./hotline cannot check that the virtual host {host} exists and has its policies: "
                + "import deploy/rabbitmq/definitions.json into it by hand, or set HOTLINE_RABBITMQ_MANAGEMENT");
            return;
        }

        using var admin = new RabbitAdmin(new Uri(management));
        await admin.EnsureVirtualHostAsync(host, cancel, _platform.RabbitMqUser);
    }

    private Endpoints Endpoints() => new(
        Services.ToDictionary(service => service.Name, service => new ServiceEndpoint(service.Public, service.Internal)),
        _platform.MongoDb,
        _settings.DatabasePrefix,
        _platform.RabbitMqWith(VirtualHost),
        ReadyRoles.ToDictionary(ready => ready.Key, ready => Issuer.Issue(TokenClaims.For([ready.Key], ready.Value))),
        Processes());

    private Dictionary<string, int> Processes() => Services
        .Where(service => service.Pid is not null)
        .Select(service => KeyValuePair.Create(service.Name, service.Pid!.Value))
        .Concat(_platform.Processes)
        .ToDictionary();

    private void WriteSecrets()
    {
        foreach (var key in new[] { "vault.key", "index.key", "names.key", "token.key" })
        {
            Secret.Key(Path.Combine(_folders.Instance.Secrets, key));
        }

        foreach (var kind in ServiceKind.All)
        {
            Issuer.ServiceTokenFile(kind.Name);
        }
    }
}
