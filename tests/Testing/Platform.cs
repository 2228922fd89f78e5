using System.Text.Json;

namespace Hotline.Testing;

/// <summary>The store and the broker the tests run on: named by the environment, else the running local platform.</summary>
public sealed record Platform(string MongoDb, string RabbitMq, string? Management)
{
    private static readonly Lazy<Platform> Found = new(Find);

    public static Platform Current => Found.Value;

    public static string RepositoryRoot { get; } = FindRoot();

    private static Platform Find()
    {
        var mongo = Environment.GetEnvironmentVariable("HOTLINE_MONGODB");
        var rabbit = Environment.GetEnvironmentVariable("HOTLINE_RABBITMQ");
        if (mongo is { Length: > 0 } && rabbit is { Length: > 0 })
        {
            return new Platform(mongo, rabbit, Environment.GetEnvironmentVariable("HOTLINE_RABBITMQ_MANAGEMENT") ?? FromFile()?.Management);
        }

        return FromFile() ?? throw new InvalidOperationException(
            "No platform runs: use ./hotline test, or set HOTLINE_MONGODB and HOTLINE_RABBITMQ.");
    }

    private static Platform? FromFile()
    {
        var local = Environment.GetEnvironmentVariable("HOTLINE_LOCAL") is { Length: > 0 } folder
            ? folder
            : Path.Combine(RepositoryRoot, ".local");
        var file = Path.Combine(local, "platform.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return new Platform(
            json.RootElement.GetProperty("mongodb").GetString()!,
            json.RootElement.GetProperty("rabbitmq").GetString()!,
            json.RootElement.GetProperty("rabbitmqManagement").GetString());
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hotline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Hotline.sln was not found above the test's folder.");
    }
}
