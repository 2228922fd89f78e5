using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hotline.Bench;

/// <summary>Where the measured services are, as ./hotline bench wrote it down.</summary>
public sealed record Place(Uri Intake, Uri Tracking, string MongoDb, string DatabasePrefix, string Operator, string Dispatcher)
{
    public static Place Read()
    {
        var file = Environment.GetEnvironmentVariable("HOTLINE_ENDPOINTS")
            ?? throw new InvalidOperationException("HOTLINE_ENDPOINTS is not set: run ./hotline bench.");
        var json = JsonNode.Parse(File.ReadAllText(file)) ?? throw new JsonException($"{file} is empty.");
        return new Place(
            new Uri(Text(json["services"]?["intake"]?["public"])),
            new Uri(Text(json["services"]?["tracking"]?["public"])),
            Text(json["mongoDb"]),
            Text(json["databasePrefix"]),
            Text(json["tokens"]?["operator"]),
            Text(json["tokens"]?["dispatcher"]));
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? throw new JsonException("The endpoints file lacks a value.");
}
