using System.Text.RegularExpressions;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Contracts;

public sealed partial class ProtoCommentTests
{
    public static TheoryData<string> Files => new(Directory
        .EnumerateFiles(Path.Combine(Platform.RepositoryRoot, "protos", "hotline"), "*.proto", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Platform.RepositoryRoot, file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_element_carries_its_Chinese_term(string file)
    {
        var comment = "";
        var missing = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Platform.RepositoryRoot, file)).Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment += line;
                continue;
            }

            if (Declaration().IsMatch(line) && !Chinese().IsMatch(comment))
            {
                missing.Add(line);
            }

            comment = "";
        }

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_method_documents_its_errors(string file)
    {
        var comment = "";
        foreach (var line in File.ReadLines(Path.Combine(Platform.RepositoryRoot, file)).Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment += line;
                continue;
            }

            if (line.StartsWith("rpc ", StringComparison.Ordinal))
            {
                Assert.True(comment.Contains("Errors:", StringComparison.Ordinal), line);
            }

            comment = "";
        }
    }

    [GeneratedRegex(
        @"^(message|enum|service|rpc|extend) |^(repeated |optional |map<)?[\w.<>, ]+ \w+ = \d+( \[|;)|^[A-Z][A-Z0-9_]+ = \d+;",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, 1000)]
    private static partial Regex Chinese();
}
