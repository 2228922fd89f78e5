using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hotline.Bench;

/// <summary>Where the measured services are and how to enter them, as ./hotline bench wrote it down.</summary>
public sealed class Place(JsonNode json)
{
    /// <summary>The services by the names their databases and process ids go by.</summary>
    public static readonly string[] Services = ["intake", "routing", "tracking"];

    public Uri Intake => new(Text("services", "intake", "public"));

    public Uri Tracking => new(Text("services", "tracking", "public"));

    public string MongoDb => Text("mongoDb");

    public string DatabasePrefix => Text("databasePrefix");

    /// <summary>Ids of the processes that are known: the services, and store and broker where they run on this machine.</summary>
    public IReadOnlyDictionary<string, int> Processes { get; } =
        json["processes"]?.AsObject().ToDictionary(process => process.Key, process => process.Value!.GetValue<int>()) ?? [];

    public static Place Read()
    {
        var file = Environment.GetEnvironmentVariable("HOTLINE_ENDPOINTS")
            ?? throw new InvalidOperationException("HOTLINE_ENDPOINTS is not set: run ./hotline bench.");
        return new Place(JsonNode.Parse(File.ReadAllText(file)) ?? throw new JsonException($"{file} is empty."));
    }

    /// <summary>The token of a role, as the command line spells it.</summary>
    public string Token(string role) => Text("tokens", role);

    private string Text(params string[] path) =>
        path.Aggregate((JsonNode?)json, (node, name) => node?[name])?.GetValue<string>()
        ?? throw new JsonException($"The endpoints file lacks {string.Join('.', path)}.");
}
