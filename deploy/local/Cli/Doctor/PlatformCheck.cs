using Hotline.Cli.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Cli.Doctor;

/// <summary>The parts of the local platform, and whether the store answers a question.</summary>
public static class PlatformCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(IPlatform platform, PlatformAddress address, CancellationToken cancel)
    {
        var parts = await platform.StatusAsync(cancel);
        return [.. parts.Select(Judge), await StoreAsync(address, cancel)];
    }

    public static Finding Judge(PartStatus part) => part switch
    {
        { Answers: true } => Finding.Fine(part.Name, part.Title),
        { Pid: null } => Finding.Broken(
            part.Name,
            "does not run",
            "it was stopped, or it died",
            $"./hotline platform start {part.Name}; its log: ./hotline logs {part.Name}"),
        _ => Finding.Broken(
            part.Name,
            $"runs (process {part.Pid}) but does not answer",
            "it is still recovering, overloaded or stuck",
            $"look at ./hotline logs {part.Name}; then ./hotline platform stop {part.Name} and start"),
    };

    private static async Task<Finding> StoreAsync(PlatformAddress address, CancellationToken cancel)
    {
        const string link = "Store 数据库";
        try
        {
            var settings = MongoClientSettings.FromConnectionString(address.MongoDb);
            settings.ServerSelectionTimeout = TimeSpan.FromSeconds(3);
            using var client = new MongoClient(settings);
            var begun = TimeProvider.System.GetTimestamp();
            await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancel);
            return Finding.Fine(link, $"answers in {TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds:0} ms");
        }
        catch (Exception failure) when (failure is MongoException or TimeoutException)
        {
            return Finding.Broken(
                link,
                "does not answer",
                failure.Message.Split('\n')[0],
                "check that it runs and that the address in platform.json or HOTLINE_MONGODB is right");
        }
    }
}
