using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotline.Cli.Platform;

/// <summary>Where the store and the broker are. Written to <c>platform.json</c>, for programs as well as people.</summary>
/// <param name="Kind">debian, docker or external.</param>
/// <param name="MongoDb">Connection string of the store.</param>
/// <param name="RabbitMq">AMQP address of the broker, with user and password.</param>
/// <param name="RabbitMqManagement">Address of its management interface; null when it is not known.</param>
public sealed record PlatformAddress(
    string Kind,
    [property: JsonPropertyName("mongodb")] string MongoDb,
    [property: JsonPropertyName("rabbitmq")] string RabbitMq,
    [property: JsonPropertyName("rabbitmqManagement")] string? RabbitMqManagement)
{
    /// <summary>How the gateway reaches PostgreSQL; only where the store is the local one.</summary>
    public PostgresAddress? Postgres { get; init; }

    /// <summary>Process ids by part; empty where they mean nothing here.</summary>
    public IReadOnlyDictionary<string, int> Processes { get; init; } = new Dictionary<string, int>();

    /// <summary>Versions of the installed servers by part.</summary>
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
    /// <param name="wanted">Its name when this program may make it.</param>
    /// <param name="isPrivate">Whether the set must share it with no other.</param>
    /// <exception cref="UserError">A private set needs one, and there is no management interface to make it.</exception>
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

    /// <summary>Writes the platform file, readable by the owner alone: it holds the password of the broker.</summary>
    public void Save(Instance instance) =>
        Atomic.Write(instance.PlatformFile, JsonSerializer.Serialize(this, Json.Pretty), secret: true);

    /// <summary>Null while the platform is down.</summary>
    public static PlatformAddress? Load(Instance instance) => File.Exists(instance.PlatformFile)
        ? JsonSerializer.Deserialize<PlatformAddress>(File.ReadAllText(instance.PlatformFile), Json.Pretty)
        : null;
}

/// <summary>The local store behind the gateway.</summary>
/// <param name="SocketFolder">Where its Unix socket is; only root and its own user may enter.</param>
/// <param name="ConnectionString">As Npgsql takes it.</param>
public sealed record PostgresAddress(string SocketFolder, string ConnectionString);
