using System.Text.Json;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>Finds the running store: HOTLINE_MONGODB, else what ./hotline wrote down when it started the platform.</summary>
public static class StoreAddress
{
    public static string Find()
    {
        var given = Environment.GetEnvironmentVariable("HOTLINE_MONGODB");
        return string.IsNullOrEmpty(given) ? FromPlatformFile() : given;
    }

    private static string FromPlatformFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, ".local", "platform.json");
            if (File.Exists(file))
            {
                using var platform = JsonDocument.Parse(File.ReadAllText(file));
                return platform.RootElement.GetProperty("mongodb").GetString()!;
            }
        }

        throw new InvalidOperationException("No store is running: run ./hotline test, which starts the platform, or set HOTLINE_MONGODB.");
    }
}
