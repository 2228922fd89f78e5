using Hotline.Cli.Platform;

namespace Hotline.Cli.Suite;

/// <summary>Where one set of services keeps its process ids, ports and logs inside the instance.</summary>
public sealed class SuiteFolders
{
    public SuiteFolders(Instance instance, string suite)
    {
        Instance = instance;
        Root = Path.Combine(instance.Suites, suite);
        Directory.CreateDirectory(Pids);
        Directory.CreateDirectory(Logs);
        Ports = new Ports(Path.Combine(Root, "ports.json"));
    }

    public Instance Instance { get; }

    public string Root { get; }

    public string Pids => Path.Combine(Root, "pids");

    public string Logs => Path.Combine(Root, "logs");

    public string SettingsFile => Path.Combine(Root, "suite.json");

    public Ports Ports { get; }

    public Uri Address(string service, string face) => new($"http://127.0.0.1:{Ports.Of($"{service}-{face}")}");

    /// <summary>The token the service shows its peers; every set of the instance shares it.</summary>
    public string ServiceTokenFile(ServiceKind kind) => Path.Combine(Instance.Secrets, $"{kind.Name}.token");
}
