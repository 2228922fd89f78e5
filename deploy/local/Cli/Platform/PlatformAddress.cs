using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotline.Cli.Platform;

/// <summary>Where the store and the broker are. Written to <c>platform.json</c>, for programs as well as people.</summary>
public sealed record PlatformAddress(string Kind, [property: JsonPropertyName("mongodb")] string MongoDb, [property: JsonPropertyName("rabbitmq")] string RabbitMq, [property: JsonPropertyName("rabbitmqManagement")] string? RabbitMqManagement)
{
    /// <summary>How the gateway reaches PostgreSQL; only where the store is the local one.</summary>
    public PostgresAddress? Postgres { get; init; }

    public IReadOnlyDictionary<string, int> Processes { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>The broker's address with a virtual host, as services take it.</summary>
    public string RabbitMqWith(string virtualHost) =>
        new UriBuilder(RabbitMq) { Path = "/" + Uri.EscapeDataString(virtualHost) }.Uri.ToString();

    public void Save(Instance instance) =>
        Atomic.Write(instance.PlatformFile, JsonSerializer.Serialize(this, Json.Pretty), secret: true);

    public static PlatformAddress? Load(Instance instance) => File.Exists(instance.PlatformFile)
        ? JsonSerializer.Deserialize<PlatformAddress>(File.ReadAllText(instance.PlatformFile), Json.Pretty)
        : null;
}

public sealed record PostgresAddress(string SocketFolder, string ConnectionString);
