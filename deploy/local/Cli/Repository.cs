namespace Hotline.Cli;

/// <summary>Where the checkout is: the nearest folder above this program that holds the solution.</summary>
public static class Repository
{
    /// <summary>The absolute path of the checkout.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The absolute path of something in the checkout.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hotline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new UserError(
            "This program does not find its repository.",
            $"No folder above {start} holds Hotline.sln.",
            "Run ./hotline from the checkout.");
    }
}
