using System.Net;
using System.Net.Sockets;
using Hotline.Cli.Processes;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>The MongoDB wire protocol in front of the DocumentDB engine; local only.</summary>
public sealed class GatewayServer(Instance instance, PostgresServer postgres, Ports ports)
    : Server(new ServerFolders(instance.Root, instance.Pids, instance.Logs))
{
    public const string Key = "gateway";
    public const string Project = "deploy/local/MongoGateway/Hotline.MongoGateway.csproj";

    private readonly Lazy<ShadowCopy> _program = new(() => ShadowCopy.Of(Project, instance));

    public override string Name => Key;

    public override string Title => "MongoDB wire gateway";

    public string MongoDb => $"mongodb://127.0.0.1:{Port}/";

    private int Port => ports.Of("mongodb");

    public override async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, Port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    protected override async Task<string> VersionAsync(CancellationToken cancel)
    {
        await ProjectBuild.EnsureAsync("the MongoDB wire gateway", [Project], cancel);
        return _program.Value.Version;
    }

    protected override Task PrepareAsync(CancellationToken cancel) => ports.ForgetTakenAsync(["mongodb"], Ports.FreeTimeout, cancel);

    protected override Launch Launch() => new(
        "dotnet",
        [
            Path.Combine(_program.Value.Folder, "Hotline.MongoGateway.dll"),
            "--listen", $"127.0.0.1:{Port}",
            "--postgres", postgres.ConnectionString,
        ])
    {
        Environment = new Dictionary<string, string> { ["DOTNET_gcServer"] = "0" },
    };
}
