using System.Text.Json.Nodes;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Doctor;

/// <summary>Queues without a consumer, messages that were put aside, policies that are missing.</summary>
public static class BrokerCheck
{
    private const string Link = "Broker 消息中间件";
    private static readonly JsonNode Definitions = JsonNode.Parse(Fingerprint.File("deploy/rabbitmq/definitions.json"))!;
    private static readonly TimeSpan CountedWithin = TimeSpan.FromSeconds(12);

    public static async Task<IReadOnlyList<Finding>> RunAsync(PlatformAddress address, string virtualHost, CancellationToken cancel)
    {
        if (address.RabbitMqManagement is not { } management)
        {
            return
            [
                Finding.Odd(
                    Link,
                    "its queues cannot be seen",
                    "only the address for messages is known",
                    "set HOTLINE_RABBITMQ_MANAGEMENT to the address of its management interface"),
            ];
        }

        using var admin = new RabbitAdmin(new Uri(management));
        if (!await admin.AnswersAsync(cancel))
        {
            return [Finding.Broken(Link, "does not answer", "the management interface is not there", "./hotline platform start rabbitmq")];
        }

        var queues = await SettledQueuesAsync(admin, virtualHost, cancel);
        return
        [
            Finding.Fine(Link, "answers"),
            .. JudgePolicies(await admin.PoliciesAsync(virtualHost, cancel), Definitions["policies"]!.AsArray()),
            .. Judge(queues),
            .. await PutAside.LookAsync(admin, virtualHost, queues, cancel),
        ];
    }

    // The broker counts consumers every few seconds: what just started may not be counted yet.
    private static async Task<JsonArray> SettledQueuesAsync(RabbitAdmin admin, string virtualHost, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var queues = await admin.QueuesAsync(virtualHost, cancel);
            if (TimeProvider.System.GetElapsedTime(begun) > CountedWithin || Judge(queues).All(finding => finding.Health == Health.Fine))
            {
                return queues;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }

    /// <summary>By what they say, not by their names only: a limit changed by hand is as bad as one that is missing.</summary>
    public static IEnumerable<Finding> JudgePolicies(JsonArray policies, JsonArray wanted)
    {
        const string remedy = "./hotline up applies deploy/rabbitmq/definitions.json; elsewhere import it by hand";
        foreach (var policy in wanted.OfType<JsonObject>())
        {
            var name = policy["name"]!.GetValue<string>();
            if (policies.FirstOrDefault(found => found?["name"]?.GetValue<string>() == name) is not { } found)
            {
                yield return Finding.Broken(
                    "Policies", $"'{name}' is missing", "messages that cannot be handled would be lost after twenty tries", remedy);
                continue;
            }

            var changed = policy.Where(field => !JsonNode.DeepEquals(field.Value, found[field.Key])).Select(field => field.Key).ToList();
            yield return changed.Count == 0
                ? Finding.Fine("Policies", $"'{name}' holds")
                : Finding.Broken(
                    "Policies",
                    $"'{name}' is another than the suite's: {string.Join(", ", changed)}",
                    "a person changed it, or an older version of the suite made it",
                    remedy);
        }
    }

    public static IEnumerable<Finding> Judge(JsonArray queues)
    {
        var known = queues.OfType<JsonObject>().ToDictionary(queue => queue["name"]!.GetValue<string>());
        foreach (var kind in ServiceKind.All)
        {
            foreach (var name in new[] { $"hotline-{kind.Name}", $"hotline-{kind.Name}-urgent" })
            {
                yield return known.TryGetValue(name, out var queue)
                    ? JudgeConsumed(name, Count(queue, "messages"), Count(queue, "consumers"), kind)
                    : Finding.Broken(
                        name,
                        "does not exist",
                        $"{kind.Title} has never started on this virtual host",
                        $"./hotline up; its log: ./hotline logs {kind.Name}");
            }
        }

        if (!known.ContainsKey(PutAside.Parked))
        {
            yield return Finding.Broken(
                PutAside.Parked,
                "does not exist",
                "what is delivered too often has no place to wait and is tried for ever",
                "./hotline up makes it from deploy/rabbitmq/definitions.json; elsewhere import that by hand");
        }
    }

    private static Finding JudgeConsumed(string name, long messages, long consumers, ServiceKind kind) => (messages, consumers) switch
    {
        (_, 0) => Finding.Broken(
            name,
            $"no consumer, {messages} messages wait",
            $"{kind.Title} is not connected",
            $"./hotline up; its log: ./hotline logs {kind.Name}"),
        ( > 1000, _) => Finding.Odd(
            name,
            $"{messages} messages wait",
            $"{kind.Title} is slower than the others",
            $"look at ./hotline logs {kind.Name}"),
        _ => Finding.Fine(name, $"{consumers} consumer{(consumers == 1 ? "" : "s")}, {messages} waiting"),
    };

    // Fresh queues have no counters yet.
    internal static long Count(JsonObject queue, string field) => queue[field]?.GetValue<long>() ?? 0;
}
