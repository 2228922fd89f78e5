using System.Text.RegularExpressions;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.House;

/// <summary>
/// The folders of the chassis are layers: a folder uses those below it and none that uses it. The sources are read, since a
/// compiled assembly no longer says which folder a constant or an extension method came from.
/// </summary>
public sealed partial class FoldersTests
{
    private const string Chassis = "Hotline.Chassis.";

    [Fact]
    public void No_folder_uses_one_that_uses_it()
    {
        var uses = Sources().ToLookup(source => source.Folder, source => source.Uses).ToDictionary(
            folder => folder.Key,
            folder => folder.SelectMany(used => used).Distinct().Where(used => used != folder.Key).Order().ToList());

        Assert.True(uses.Count >= 10, "The chassis was not found.");
        Assert.True(FindCircle(uses) is not { } circle, $"A circle of folders: {string.Join(" -> ", FindCircle(uses) ?? [])}");
    }

    [Fact]
    public void A_namespace_is_named_after_its_folder() =>
        Assert.All(Sources(), source => Assert.Equal(Chassis + source.Folder, source.Namespace));

    [Theory]
    [InlineData("a>b b>c c>b", "b -> c -> b")]
    [InlineData("a>b b>c c>a", "a -> b -> c -> a")]
    [InlineData("a>b a>c b>d c>d", "")]
    public void A_circle_is_named_by_its_folders(string edges, string circle)
    {
        var uses = edges.Split(' ').Select(edge => edge.Split('>')).GroupBy(edge => edge[0], edge => edge[1])
            .ToDictionary(folder => folder.Key, folder => folder.ToList());
        Assert.Equal(circle, string.Join(" -> ", FindCircle(uses) ?? []));
    }

    [Theory]
    [InlineData("using Hotline.Chassis.Store;", "Store")]
    [InlineData("using static Hotline.Chassis.Time.Beijing;", "Time")]
    [InlineData("global::Hotline.Chassis.Errors.Refuse.Unit(null)", "Errors")]
    [InlineData("using Hotline.Operations.V1;", "")]
    public void A_use_is_seen_in_a_using_and_in_a_full_name(string line, string folder) =>
        Assert.Equal(folder, string.Join(',', UsesOf(line)));

    private static IEnumerable<(string Folder, string Namespace, List<string> Uses)> Sources()
    {
        var root = Path.Combine(Platform.RepositoryRoot, "services", "Chassis");
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0];
            if (folder is not ("obj" or "bin"))
            {
                var text = File.ReadAllText(file);
                yield return (folder, NamespaceOf().Match(text).Groups["name"].Value, UsesOf(text));
            }
        }
    }

    private static List<string> UsesOf(string text) => [.. Use().Matches(text).Select(use => use.Groups["folder"].Value)];

    /// <summary>The folders of a circle, its first one again at the end; null when there is none.</summary>
    private static List<string>? FindCircle(Dictionary<string, List<string>> uses)
    {
        var free = new HashSet<string>();
        return uses.Keys.Order().Select(start => Walk(start, [])).FirstOrDefault(circle => circle is not null);

        List<string>? Walk(string folder, List<string> way)
        {
            if (way.IndexOf(folder) is >= 0 and var at)
            {
                return [.. way[at..], folder];
            }

            var circle = free.Contains(folder)
                ? null
                : uses.GetValueOrDefault(folder, [])
                    .Select(used => Walk(used, [.. way, folder]))
                    .FirstOrDefault(found => found is not null);
            free.Add(folder);
            return circle;
        }
    }

    // A namespace line names the file's own folder, which is no use of another.
    [GeneratedRegex(@"(?<!namespace )Hotline\.Chassis\.(?<folder>[A-Z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Use();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceOf();
}
