using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotline.Cli.Platform;

/// <summary>Where the store and the broker are. Written to <c>platform.json</c>, for programs as well as people.</summary>
public sealed record PlatformAddress(
    string Kind,
    [property: JsonPropertyName("mongodb")] string MongoDb,
    [property: JsonPropertyName("rabbitmq")] string RabbitMq,
    [property: JsonPropertyName("rabbitmqManagement")] string? RabbitMqManagement)
{
    /// <summary>How the gateway reaches PostgreSQL; only where the store is the local one.</summary>
    public PostgresAddress? Postgres { get; init; }

    public IReadOnlyDictionary<string, int> Processes { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>The virtual host that the broker's address names; our own brokers' addresses name none.</summary>
    public string? GivenVirtualHost =>
        new Uri(RabbitMq).AbsolutePath.TrimStart('/') is { Length: > 0 } path ? Uri.UnescapeDataString(path) : null;

    /// <summary>Whom the broker knows the services as.</summary>
    public string? RabbitMqUser => new Uri(RabbitMq).UserInfo.Split(':')[0] is { Length: > 0 } user ? Uri.UnescapeDataString(user) : null;

    /// <summary>The broker's address with a virtual host, as services take it.</summary>
    public string RabbitMqWith(string virtualHost) =>
        new UriBuilder(RabbitMq) { Path = "/" + Uri.EscapeDataString(virtualHost) }.Uri.AbsoluteUri;

    /// <summary>
    /// The virtual host of a set of services. A virtual host that the user named is used as it is; a private set always has one of
    /// its own, because two sets on one virtual host would take each other's events.
    /// </summary>
    public string VirtualHostOf(string wanted, bool isPrivate)
    {
        if (!isPrivate && GivenVirtualHost is { } given)
        {
            return given;
        }

        if (RabbitMqManagement is not null)
        {
            return wanted;
        }

        return isPrivate
            ? throw new UserError(
                $"The virtual host {wanted} cannot be made.",
                "HOTLINE_RABBITMQ names a broker without its management interface, and these services need a virtual host of their own.",
                "Set HOTLINE_RABBITMQ_MANAGEMENT to the address of that interface, with a user who may manage virtual hosts.")
            : DefaultVirtualHost;
    }

    // What an AMQP address without a path means.
    private const string DefaultVirtualHost = "/";

    public void Save(Instance instance) =>
        Atomic.Write(instance.PlatformFile, JsonSerializer.Serialize(this, Json.Pretty), secret: true);

    public static PlatformAddress? Load(Instance instance) => File.Exists(instance.PlatformFile)
        ? JsonSerializer.Deserialize<PlatformAddress>(File.ReadAllText(instance.PlatformFile), Json.Pretty)
        : null;
}

public sealed record PostgresAddress(string SocketFolder, string ConnectionString);
