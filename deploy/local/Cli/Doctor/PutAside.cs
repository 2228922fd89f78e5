using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Doctor;

/// <summary>
/// Messages that no consumer could apply, by the ids of their events. Shows ids and kinds of errors, never content: what does not
/// look like an id is not shown.
/// </summary>
public static partial class PutAside
{
    public const string Parked = "hotline.parked";
    private const int Shown = 5;

    public static async Task<IReadOnlyList<Finding>> LookAsync(
        RabbitAdmin admin, string virtualHost, JsonArray queues, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var queue in queues.OfType<JsonObject>())
        {
            var name = queue["name"]!.GetValue<string>();
            if (name == Parked || name.EndsWith("_error", StringComparison.Ordinal) || name.EndsWith("_skipped", StringComparison.Ordinal))
            {
                // Also where none is counted: the broker counts every few seconds.
                findings.Add(Judge(name, BrokerCheck.Count(queue, "messages"), await admin.PeekAsync(virtualHost, name, Shown, cancel)));
            }
        }

        return findings;
    }

    public static Finding Judge(string queue, long count, JsonArray oldest)
    {
        var messages = Math.Max(count, oldest.Count);
        if (messages == 0)
        {
            return Finding.Fine(queue, "empty");
        }

        var service = ServiceKind.All.FirstOrDefault(kind => queue.StartsWith("hotline-" + kind.Name, StringComparison.Ordinal));
        var ids = string.Join("; ", oldest.OfType<JsonObject>().Select(Name));
        return Finding.Broken(
            queue,
            $"{messages} message{(messages == 1 ? "" : "s")} put aside 搁置: {ids}{(messages > oldest.Count ? "; …" : "")}",
            queue == Parked ? "they were delivered too often without an end"
                : queue.EndsWith("_skipped", StringComparison.Ordinal) ? $"{service?.Title} knows no message of their type"
                : $"{service?.Title} refused them or failed to apply them several times",
            $"read why in ./hotline logs{(service is null ? "" : " " + service.Name)}; "
            + "then republish their tickets by OperationsService/Republish on the sender's internal port");
    }

    private static string Name(JsonObject message)
    {
        var fault = Header(message, "MT-Fault-ExceptionType")?.Split('.')[^1];
        var ids = EventIds(message["payload"]?.GetValue<string>() ?? "").ToList();
        var named = ids.Count switch { 0 => "no event id", 1 => ids[0], _ => $"{ids[0]} and {ids.Count - 1} more" };
        return fault is null ? named : $"{named} ({fault})";
    }

    private static IEnumerable<string> EventIds(string payload)
    {
        try
        {
            return JsonNode.Parse(payload)?["events"] is JsonArray events
                ? [.. events.Select(each => each?["header"]?["eventId"]?.GetValue<string>() ?? "")
                    .Select(id => IdForm().IsMatch(id) ? id : "malformed id")]
                : [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return ["no batch of events"];
        }
    }

    // The interface writes an empty object as an empty list.
    private static string? Header(JsonObject message, string name) =>
        (message["properties"] as JsonObject)?["headers"] is JsonObject headers
        && headers[name] is JsonValue value && value.TryGetValue<string>(out var text) && TypeForm().IsMatch(text)
            ? text
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9_|-]{1,128}\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[A-Za-z0-9_.+`]{1,200}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TypeForm();
}
