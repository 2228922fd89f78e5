using System.Text.RegularExpressions;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.House;

/// <summary>The project speaks of itself alone, and what its text points to is there for the reader.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string[] NotOurs = [".git", ".idea", ".local", ".vs", "TestResults", "bin", "node_modules", "obj"];

    [Fact]
    public void No_file_names_a_document_or_a_folder_from_outside() => Assert.Empty(Found(Outside(), "*"));

    [Fact]
    public void Every_relative_link_of_a_document_resolves() => Assert.All(
        Found(Link(), "*.md"), link => IsThere(link.File, Path.Combine(Path.GetDirectoryName(link.File)!, link.Target)));

    [Fact]
    public void Every_page_of_the_domain_and_every_source_that_a_document_names_is_there() => Assert.All(
        Found(Page(), "*").Concat(Found(Source(), "*.md")), name => IsThere(name.File, name.Target));

    [Fact]
    public void Every_page_of_the_domain_is_there_in_both_languages()
    {
        const string chinese = ".zh-CN.md";
        var pages = Directory.GetFiles(Path.Combine(Platform.RepositoryRoot, "docs", "domain"));
        var others = pages.Select(page => page.EndsWith(chinese, StringComparison.Ordinal)
            ? page.Replace(chinese, ".md", StringComparison.Ordinal)
            : Path.ChangeExtension(page, chinese));

        Assert.NotEmpty(pages);
        Assert.Empty(others.Except(pages));
    }

    // In two halves, or this file would name them too.
    [Theory]
    [InlineData("see domain" + ".md, part 2", true)]
    [InlineData("见domain" + ".md第二节", true)]
    [InlineData("a folder below /work" + "/main", true)]
    [InlineData("ARCHITECTURE.md, docs/domain/README.md, subdomain.md, /network/", false)]
    public void What_is_outside_is_told_from_what_is_ours(string text, bool isOutside) =>
        Assert.Equal(isOutside, Outside().IsMatch(text));

    /// <summary>What the files hold of it, each with its file from the root of the repository.</summary>
    private static IEnumerable<(string File, string Target)> Found(Regex what, string pattern)
    {
        var files = FilesIn(Platform.RepositoryRoot, pattern).ToList();
        Assert.NotEmpty(files);
        return files.SelectMany(file => what.Matches(File.ReadAllText(file))
            .Select(match => (Path.GetRelativePath(Platform.RepositoryRoot, file), match.Groups["target"].Value)));
    }

    private static IEnumerable<string> FilesIn(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Where(IsOurs)
        .Concat(Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(below => FilesIn(below, pattern)));

    private static bool IsOurs(string path) => !NotOurs.Contains(Path.GetFileName(path));

    private static void IsThere(string file, string target) =>
        Assert.True(Path.Exists(Path.Combine(Platform.RepositoryRoot, target)), $"{file} points to {target}, which is not there.");

    [GeneratedRegex(
        @"(?<target>(?<![A-Za-z0-9_-])(domain|architecture|engineering|peers)\.md(?![A-Za-z])|(?<![\w.])/work(?=/))",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Outside();

    [GeneratedRegex(@"\]\((?!\w+:|#)(?<target>[^)\s#]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<target>docs/domain/[\w.-]+\.md)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Page();

    [GeneratedRegex(
        @"(?<![\w./-])(?<target>(services|protos|deploy|tests)/[\w./-]+\.(cs|csv|json|proto))\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Source();
}
