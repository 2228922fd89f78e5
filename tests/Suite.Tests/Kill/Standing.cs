using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tools;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Suite.Tests.Kill;

/// <summary>
/// Where a suite stands when its test fails, which is all that the reader of its log has to find the cause: what each service holds,
/// what waits in the queues, and the end of each log.
/// </summary>
internal static class Standing
{
    private const int Lines = 40;
    private const int Samples = 5;

    private static readonly BsonDocument Due = new("due", new BsonDocument("$exists", true));

    public static async Task<string> OfAsync(SuiteUnderTest suite)
    {
        string[] state = await Task.WhenAll(
        [
            .. suite.Host.Services.Select(service => TellAsync(service.Name, () => ProcessAsync(service))),
            .. ServiceKind.All.Select(kind => TellAsync(suite.Host.DatabaseOf(kind), () => HeldAsync(suite.Database(kind)))),
            TellAsync("queues", () => QueuesAsync(suite)),
        ]);
        return string.Join("\n", [.. state, .. Logs(suite).Select(log => $"\nThe end of {log}:\n{Shell.Tail(log, Lines)}")]);
    }

    // A store or a broker that does not answer hides nothing of the others.
    private static async Task<string> TellAsync(string what, Func<Task<string>> look)
    {
        try
        {
            return $"{what}: {await look()}";
        }
        catch (Exception failure)
        {
            return $"{what}: {failure.GetType().Name}: {failure.Message}";
        }
    }

    private static async Task<string> ProcessAsync(ServiceServer service) => service.Pid is { } pid
        ? $"process {pid}, {(await service.AnswersAsync(CancellationToken.None) ? "ready" : "not ready")}"
        : "does not run";

    private static async Task<string> HeldAsync(IMongoDatabase database)
    {
        var names = await (await database.ListCollectionNamesAsync()).ToListAsync();
        return string.Join(", ", await Task.WhenAll(names.Order(StringComparer.Ordinal).Select(name => HeldAsync(database, name))));
    }

    private static async Task<string> HeldAsync(IMongoDatabase database, string name)
    {
        var collection = database.GetCollection<BsonDocument>(name);
        var count = await collection.CountDocumentsAsync(new BsonDocument());
        var due = await collection.CountDocumentsAsync(Due);
        var held = $"{count} {name}";
        if (due > 0)
        {
            var first = await collection.Find(Due).Limit(Samples).Project(new BsonDocument { { "v", 1 }, { "due", 1 } }).ToListAsync();
            held += $" ({due} due: {string.Join(" ", first.Select(document => document.ToJson()))})";
        }

        return held;
    }

    private static async Task<string> QueuesAsync(SuiteUnderTest suite)
    {
        var address = PlatformAddress.Load(suite.Platform.Instance)!;
        using var admin = new RabbitAdmin(new Uri(address.RabbitMqManagement!));
        var queues = await admin.QueuesAsync(suite.Host.VirtualHost, CancellationToken.None);
        return string.Join(", ", queues.Select(queue =>
            $"{queue!["messages_ready"]} ready and {queue["messages_unacknowledged"]} unacknowledged in {queue["name"]}"
            + $" with {queue["consumers"]} consumers"));
    }

    private static IEnumerable<string> Logs(SuiteUnderTest suite) =>
        [.. suite.Host.Services.Select(service => service.LogFile), .. Directory.GetFiles(suite.Platform.Instance.Logs, "*.log").Order()];
}
