using Hotline.Cli.Processes;

namespace Hotline.Cli.Platform;

/// <summary>PostgreSQL + DocumentDB, its wire gateway and RabbitMQ from the private root file system.</summary>
public sealed class DebianPlatform : IPlatform
{
    /// <summary>How <c>platform.json</c> calls it.</summary>
    public const string Kind = "debian";

    /// <summary>The virtual host of the suite that <c>up</c> starts; others make their own beside it.</summary>
    public const string VirtualHost = "hotline";

    private readonly External _external;
    private readonly RootFileSystem _house = new();
    private readonly PostgresServer _postgres;
    private readonly RabbitMqServer _rabbitMq;
    private readonly GatewayServer _gateway;

    public DebianPlatform(Instance instance, External external)
    {
        Instance = instance;
        _external = external;
        var ports = new Ports(Path.Combine(instance.Root, "ports.json"));
        _postgres = new PostgresServer(instance, _house);
        _rabbitMq = new RabbitMqServer(instance, _house, ports);
        _gateway = new GatewayServer(instance, _postgres, ports);
    }

    public Instance Instance { get; }

    public IReadOnlyList<string> Parts => [.. Servers.Select(server => server.Name)];

    private IEnumerable<Server> Servers => new Server[] { _postgres, _rabbitMq, _gateway }
        .Where(server => server == _rabbitMq ? _external.RabbitMq is null : _external.MongoDb is null);

    public async Task<PlatformAddress> StartAsync(IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        await _house.EnsureAsync(cancel);
        using var held = await Instance.LockAsync(cancel);
        var store = Task.Run(async () =>
        {
            await StartAsync(_postgres, parts, cancel);
            await StartAsync(_gateway, parts, cancel);
        }, cancel);
        var broker = Task.Run(async () =>
        {
            await StartAsync(_rabbitMq, parts, cancel);
            if (Chosen(_rabbitMq, parts))
            {
                using var admin = new RabbitAdmin(_rabbitMq.Management);
                await admin.EnsureVirtualHostAsync(VirtualHost, cancel);
            }
        }, cancel);
        await Task.WhenAll(store, broker);
        var address = Address();
        address.Save(Instance);
        return address;
    }

    public async Task StopAsync(IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        using var held = await Instance.LockAsync(cancel);
        var chosen = Servers.Where(server => parts.Contains(server.Name)).ToList();
        if (chosen.Remove(_gateway))
        {
            await _gateway.StopAsync(cancel);
        }

        await Task.WhenAll(chosen.Select(server => server.StopAsync(cancel)));
    }

    public async Task KillAsync(IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        foreach (var server in Servers.Where(server => parts.Contains(server.Name)))
        {
            await server.KillAsync(cancel);
        }
    }

    public async Task<IReadOnlyList<PartStatus>> StatusAsync(CancellationToken cancel) => _house.IsComplete
        ? await Task.WhenAll(Servers.Select(server => server.StatusAsync(cancel)))
        : [.. Servers.Select(server => new PartStatus(server.Name, server.Name, null, Answers: false))];

    private bool Chosen(Server server, IReadOnlyCollection<string> parts) => Servers.Contains(server) && parts.Contains(server.Name);

    private async Task StartAsync(Server server, IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        if (Chosen(server, parts))
        {
            var begun = TimeProvider.System.GetTimestamp();
            var started = await server.EnsureAsync(cancel);
            Say.Done($"{server.Title} {(started ? "started" : "runs")}", TimeProvider.System.GetElapsedTime(begun));
        }
    }

    private PlatformAddress Address() => new(
        Kind,
        _external.MongoDb ?? _gateway.MongoDb,
        _external.RabbitMq ?? _rabbitMq.Amqp.ToString().TrimEnd('/'),
        _external.RabbitMq is null ? _rabbitMq.Management.ToString().TrimEnd('/') : _external.RabbitMqManagement)
    {
        Postgres = _external.MongoDb is null ? new PostgresAddress(_postgres.SocketFolder, _postgres.ConnectionString) : null,
        Processes = Servers.Where(server => server.Pid is not null).ToDictionary(server => server.Name, server => server.Pid!.Value),
        Versions = new Dictionary<string, string>
        {
            ["postgresql"] = _house.PostgresVersion,
            ["documentdb"] = _house.DocumentDbVersion,
            ["rabbitmq"] = _house.RabbitMqVersion,
        },
    };
}
