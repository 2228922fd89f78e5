using System.Text.Json;
using System.Xml.Linq;

namespace Hotline.Cli.Tools;

/// <summary>Builds a project in Release when something it is made of is newer than its last build.</summary>
public static class ProjectBuild
{
    private const string Configuration = "Release";
    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];

    private static string Folder => Directory.CreateDirectory(Repository.At(".local", "build")).FullName;

    public static string OutputOf(string project) =>
        Path.Combine(Path.GetDirectoryName(Repository.At(project))!, "bin", Configuration, "net10.0");

    public static async Task EnsureAsync(string title, IReadOnlyList<string> projects, CancellationToken cancel)
    {
        if (!projects.Any(IsStale))
        {
            return;
        }

        using var held = await LockAsync(cancel);
        var stale = projects.Where(IsStale).ToList();
        if (stale.Count > 0)
        {
            await Say.StepAsync($"Built {title} ({string.Join(", ", stale.Select(Path.GetFileNameWithoutExtension))})", () =>
                BuildAsync(title, stale.Count == 1 ? Repository.At(stale[0]) : Filter(stale), stale, cancel));
        }
    }

    /// <summary>Builds the whole solution and remembers that these projects are fresh.</summary>
    public static async Task SolutionAsync(IReadOnlyList<string> projects, CancellationToken cancel)
    {
        using var held = await LockAsync(cancel);
        await Say.StepAsync("Built the whole solution", () => BuildAsync("the solution", Repository.At("Hotline.sln"), projects, cancel));
    }

    // Two builds of one checkout would write the same files.
    private static Task<IDisposable> LockAsync(CancellationToken cancel) => FileLock.TakeAsync(Path.Combine(Folder, "lock"), cancel);

    private static async Task BuildAsync(string title, string target, IReadOnlyList<string> projects, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetUtcNow().UtcDateTime;
        var log = Path.Combine(Folder, Path.GetFileNameWithoutExtension(target) + ".log");
        var result = await Shell.RunLoggedAsync(
            log,
            "dotnet",
            ["build", target, "--configuration", Configuration, "--verbosity", "quiet", "--nologo"],
            Environment,
            cancel);
        if (!result.Ok)
        {
            var lines = await File.ReadAllLinesAsync(log, cancel);
            var errors = lines
                .Where(line => line.Contains("error", StringComparison.Ordinal))
                .Select(Shortened)
                .Distinct()
                .Take(12);
            throw new UserError(
                $"Could not build {title}.", string.Join("\n        ", errors), $"Mend what it says; the whole output is in {log}.");
        }

        foreach (var project in projects)
        {
            Stamp(project, started);
        }
    }

    private static string Shortened(string line) => line.Replace(Repository.Root + '/', "", StringComparison.Ordinal).Split(" [")[0];

    /// <summary>No build server stays behind, and no words about the tool itself.</summary>
    public static IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
    };

    private static bool IsStale(string project)
    {
        var stamp = StampOf(project);
        if (!File.Exists(stamp) || !Directory.Exists(OutputOf(project)))
        {
            return true;
        }

        var built = File.GetLastWriteTimeUtc(stamp);
        return Sources(project).Any(file => File.GetLastWriteTimeUtc(file) > built);
    }

    private static IEnumerable<string> Sources(string project) =>
        Shared.Select(name => Repository.At(name)).Concat(Closure(Repository.At(project), []).SelectMany(Files));

    private static HashSet<string> Closure(string projectFile, HashSet<string> folders)
    {
        if (folders.Add(Path.GetDirectoryName(projectFile)!))
        {
            foreach (var reference in XDocument.Load(projectFile).Descendants("ProjectReference"))
            {
                var project = Path.Combine(Path.GetDirectoryName(projectFile)!, reference.Attribute("Include")!.Value);
                Closure(Path.GetFullPath(project), folders);
            }
        }

        return folders;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => Path.GetFileName(child) is not ("bin" or "obj" or "TestResults"))
                .SelectMany(Files));

    private static string StampOf(string project) =>
        Path.Combine(Path.GetDirectoryName(Repository.At(project))!, "obj", $"{Configuration}.built");

    // Stamped with the time the build began: an edit made while it ran counts as newer.
    private static void Stamp(string project, DateTime started)
    {
        File.WriteAllText(StampOf(project), "");
        File.SetLastWriteTimeUtc(StampOf(project), started);
    }

    // One solution filter builds several projects side by side and what they share once.
    private static string Filter(IReadOnlyList<string> projects)
    {
        var file = Path.Combine(Folder, "stale.slnf");
        var solution = new
        {
            path = Path.Combine("..", "..", "Hotline.sln"),
            projects = projects.Select(project => project.Replace('/', '\\')),
        };
        Atomic.Write(file, JsonSerializer.Serialize(new { solution }));
        return file;
    }
}
