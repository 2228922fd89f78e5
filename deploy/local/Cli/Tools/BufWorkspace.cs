using System.Xml.Linq;

namespace Hotline.Cli.Tools;

/// <summary>
/// The contracts beside the google/api and google/rpc files they import. Those come from the pinned CommonProtos
/// package, as in the build, and from no remote module; they are compiled, never judged.
/// </summary>
public static class BufWorkspace
{
    private const string Package = "Google.Api.CommonProtos";

    /// <summary>Commands that resolve imports and therefore run in the workspace.</summary>
    public static bool IsNeededBy(string command) => command is "lint" or "build" or "breaking";

    public static string Prepare()
    {
        var folder = Directory.CreateDirectory(Repository.At(".local", "buf")).FullName;
        Link(Path.Combine(folder, "protos"), Repository.At("protos"));
        Link(Path.Combine(folder, "google"), Imports());
        File.WriteAllText(Path.Combine(folder, "buf.yaml"), Widened(File.ReadAllText(Repository.At("buf.yaml"))));
        return folder;
    }

    /// <summary>The repository's configuration with the imports as a second module.</summary>
    public static string Widened(string configuration)
    {
        const string module = "  - path: protos\n";
        return configuration.Contains(module, StringComparison.Ordinal)
            ? configuration.Replace(
                module,
                module + "  - path: google\n    lint:\n      ignore:\n        - google\n",
                StringComparison.Ordinal)
            : throw new UserError(
                "buf.yaml is not understood.",
                "It names no module '  - path: protos'.",
                "Keep that line, or teach deploy/local/Cli/Tools/BufWorkspace.cs the new one.");
    }

    private static string Imports()
    {
        var version = XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")?.Value == Package).Attribute("Version")!.Value;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var protos = Path.Combine(packages, Package.ToLowerInvariant(), version, "content", "protos");
        return Directory.Exists(protos)
            ? protos
            : throw new UserError($"{Package} {version} is not here.", $"There is no {protos}.", "Run dotnet restore Hotline.sln first.");
    }

    private static void Link(string path, string target)
    {
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
