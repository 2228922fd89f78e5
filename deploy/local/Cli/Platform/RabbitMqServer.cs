using System.Security.Cryptography;
using Hotline.Cli.Processes;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>RabbitMQ with a node, ports, cookie and user of its own, on loopback only.</summary>
public sealed class RabbitMqServer(Instance instance, RootFileSystem house, Ports ports) : HousedServer(instance, house)
{
    public const string Key = "rabbitmq";
    private const string UserName = "hotline";

    // Busy waiting would take the two cores from the services.
    private const string Erlang = "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}";

    private readonly Lazy<string> _password = new(() => Secret.Text(
        Path.Combine(instance.Secrets, "rabbitmq.password"),
        () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));

    public override string Name => Key;

    public override string Title => $"RabbitMQ {House.RabbitMqVersion}";

    public Uri Amqp => new($"amqp://{UserName}:{_password.Value}@127.0.0.1:{ports.Of("rabbitmq")}");

    public Uri Management => new($"http://{UserName}:{_password.Value}@127.0.0.1:{ports.Of("rabbitmq-management")}");

    protected override string User => "rabbitmq";

    protected override string DataFolder => Path.Combine(Instance.Data, "rabbitmq");

    public override async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var admin = new RabbitAdmin(Management);
        return await admin.AnswersAsync(cancel);
    }

    protected override Task<string> VersionAsync(CancellationToken cancel) =>
        Task.FromResult(Fingerprint.Of(House.RabbitMqVersion, Erlang, Fingerprint.File("deploy/local/infra/rabbitmq.conf")));

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(DataFolder);
        await ports.ForgetTakenAsync(
            ["rabbitmq", "rabbitmq-management", "rabbitmq-distribution", "rabbitmq-epmd"], Ports.FreeTimeout, cancel);
        await PutAsync("rabbitmq.conf", $"""
            {Fingerprint.File("deploy/local/infra/rabbitmq.conf")}
            listeners.tcp.default = 127.0.0.1:{ports.Of("rabbitmq")}
            management.tcp.port = {ports.Of("rabbitmq-management")}
            default_vhost = /
            default_user = {UserName}
            default_pass = {_password.Value}

            """, cancel);
        await PutAsync("enabled_plugins", "[rabbitmq_management].\n", cancel);
        var cookie = Secret.Text(
            Path.Combine(Instance.Secrets, "erlang.cookie"),
            () => Convert.ToHexString(RandomNumberGenerator.GetBytes(20)));
        await PutAsync(".erlang.cookie", cookie, cancel);
        await OwnAsync(DataFolder, "0700", cancel);
    }

    protected override Launch Launch() => Inside(
        "/usr/bin/env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG=C.UTF-8",
        "HOME=/mnt/data",
        $"{Tag}={Instance.Root}",
        "RABBITMQ_NODENAME=hotline@localhost",
        "RABBITMQ_CONFIG_FILE=/mnt/data/rabbitmq.conf",
        "RABBITMQ_ENABLED_PLUGINS_FILE=/mnt/data/enabled_plugins",
        "RABBITMQ_MNESIA_BASE=/mnt/data/node",
        "RABBITMQ_LOG_BASE=/mnt/data/log",
        $"RABBITMQ_DIST_PORT={ports.Of("rabbitmq-distribution")}",
        $"ERL_EPMD_PORT={ports.Of("rabbitmq-epmd")}",
        "ERL_EPMD_ADDRESS=127.0.0.1",
        $"RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS={Erlang}",
        "/usr/lib/rabbitmq/bin/rabbitmq-server");

    private async Task PutAsync(string name, string text, CancellationToken cancel)
    {
        var file = Path.Combine(DataFolder, name);
        File.Delete(file);
        Atomic.Write(file, text, secret: true);
        await OwnAsync(file, "0400", cancel);
    }
}
