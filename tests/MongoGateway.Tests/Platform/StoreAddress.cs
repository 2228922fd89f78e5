using System.Text.Json;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>Finds the running store: HOTLINE_MONGODB, else what ./hotline wrote down when it started the platform.</summary>
public static class StoreAddress
{
    private const string PlatformFile = "platform.json";

    public static string Find()
    {
        var given = Environment.GetEnvironmentVariable("HOTLINE_MONGODB");
        return string.IsNullOrEmpty(given) ? FromPlatformFile() : given;
    }

    /// <summary>The folder of the instance that runs in this checkout.</summary>
    public static string LocalFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var local = Path.Combine(folder.FullName, ".local");
            if (File.Exists(Path.Combine(local, PlatformFile)))
            {
                return local;
            }
        }

        throw new InvalidOperationException("No store is running: run ./hotline test, which starts the platform, or set HOTLINE_MONGODB.");
    }

    private static string FromPlatformFile()
    {
        using var platform = JsonDocument.Parse(File.ReadAllText(Path.Combine(LocalFolder(), PlatformFile)));
        return platform.RootElement.GetProperty("mongodb").GetString()!;
    }
}
