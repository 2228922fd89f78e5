using System.Security.Cryptography;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>MongoDB and RabbitMQ as containers of <c>deploy/compose</c>, on loopback.</summary>
public sealed class DockerPlatform(Instance instance, External external) : IPlatform
{
    private static readonly string File = Repository.At("deploy/compose/platform.yaml");

    private readonly Ports _ports = new(Path.Combine(instance.Root, "ports.json"));

    public Instance Instance => instance;

    public IReadOnlyList<string> Parts =>
    [
        .. external.MongoDb is null ? ["mongodb"] : Array.Empty<string>(),
        .. external.RabbitMq is null ? ["rabbitmq"] : Array.Empty<string>(),
    ];

    private string Password => Secret.Text(
        Path.Combine(instance.Secrets, "rabbitmq.password"),
        () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    private Uri Management => new($"http://hotline:{Password}@127.0.0.1:{_ports.Of("rabbitmq-management")}");

    public static async Task<bool> AnswersAsync(Surroundings here, CancellationToken cancel) =>
        here.Find("docker") is { } docker
        && (await Shell.RunAsync(docker, ["info"], limit: TimeSpan.FromSeconds(10), cancel: cancel)).Ok
        && (await Shell.RunAsync(docker, ["compose", "version"], limit: TimeSpan.FromSeconds(10), cancel: cancel)).Ok;

    public async Task<PlatformAddress> StartAsync(IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        using var held = await Instance.LockAsync(cancel);
        await Say.StepAsync(
            "MongoDB and RabbitMQ with docker compose", () => ComposeAsync(cancel, ["up", "--detach", "--wait", .. Mine(parts)]));
        if (Mine(parts).Contains("rabbitmq"))
        {
            using var admin = new RabbitAdmin(Management);
            await admin.EnsureVirtualHostAsync(DebianPlatform.VirtualHost, cancel);
        }

        var address = new PlatformAddress(
            "docker",
            external.MongoDb ?? $"mongodb://127.0.0.1:{_ports.Of("mongodb")}/?directConnection=true",
            external.RabbitMq ?? $"amqp://hotline:{Password}@127.0.0.1:{_ports.Of("rabbitmq")}",
            external.RabbitMq is null ? Management.ToString().TrimEnd('/') : external.RabbitMqManagement);
        address.Save(Instance);
        return address;
    }

    public async Task StopAsync(IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        using var held = await Instance.LockAsync(cancel);
        await ComposeAsync(cancel, ["rm", "--stop", "--force", .. Mine(parts)]);
        if (Mine(parts).Count == Parts.Count)
        {
            await ComposeAsync(cancel, ["down"]);
        }
    }

    public Task KillAsync(IReadOnlyCollection<string> parts, CancellationToken cancel) =>
        ComposeAsync(cancel, ["kill", .. Mine(parts)]);

    public async Task<IReadOnlyList<PartStatus>> StatusAsync(CancellationToken cancel)
    {
        var running = (await ComposeAsync(cancel, ["ps", "--services", "--status", "running"])).Split('\n');
        return [.. Parts.Select(part => new PartStatus(part, $"{part} (docker)", null, running.Contains(part)))];
    }

    public Task PurgeAsync(CancellationToken cancel) => ComposeAsync(cancel, ["down", "--volumes"]);

    private List<string> Mine(IReadOnlyCollection<string> parts) => [.. Parts.Where(parts.Contains)];

    private async Task<string> ComposeAsync(CancellationToken cancel, params string[] command)
    {
        var environment = new Dictionary<string, string?>
        {
            ["HOTLINE_MONGODB_PORT"] = $"{_ports.Of("mongodb")}",
            ["HOTLINE_RABBITMQ_PORT"] = $"{_ports.Of("rabbitmq")}",
            ["HOTLINE_RABBITMQ_MANAGEMENT_PORT"] = $"{_ports.Of("rabbitmq-management")}",
            ["HOTLINE_RABBITMQ_PASSWORD"] = Password,
        };
        var result = await Shell.RunAsync(
            "docker",
            ["compose", "--project-name", $"hotline-{instance.Id}", "--file", File, .. command],
            environment,
            cancel: cancel);
        return result.Ok
            ? result.Output
            : throw new UserError(
                "docker compose refuses.", result.Errors.Trim(), "Mend what Docker says, or set HOTLINE_PLATFORM=debian as root.");
    }
}
