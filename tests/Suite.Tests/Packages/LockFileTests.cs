using System.Text.Json.Nodes;
using Hotline.Cli;

namespace Hotline.Suite.Tests.Packages;

/// <summary>What a build restores is what was reviewed.</summary>
public sealed class LockFileTests
{
    // Version 9 of MassTransit is commercial under the same package ids (docs/adr/0004).
    private const int FirstCommercial = 9;

    public static TheoryData<string> Projects =>
    [
        .. File.ReadLines(Repository.At("Hotline.sln")).Where(line => line.StartsWith("Project(", StringComparison.Ordinal))
            .Select(line => line.Split('"')[5].Replace('\\', '/'))
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_locks_its_packages_by_their_content(string project)
    {
        var packages = Locked(project);

        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.NotEmpty(package.Value!["contentHash"]!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_project_takes_a_commercial_MassTransit(string project) =>
        Assert.All(
            Locked(project).Where(package => package.Key.StartsWith("MassTransit", StringComparison.OrdinalIgnoreCase)),
            package => Assert.True(MajorOf(package.Value!) < FirstCommercial, $"{package}"));

    private static int MajorOf(JsonNode package) =>
        Version.Parse(package["resolved"]!.GetValue<string>().Split('-')[0]).Major;

    private static IReadOnlyList<KeyValuePair<string, JsonNode?>> Locked(string project)
    {
        var file = Path.Combine(Path.GetDirectoryName(Repository.At(project))!, "packages.lock.json");
        return [.. JsonNode.Parse(File.ReadAllText(file))!["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject())
            .Where(package => package.Value!["type"]!.GetValue<string>() != "Project")];
    }
}
