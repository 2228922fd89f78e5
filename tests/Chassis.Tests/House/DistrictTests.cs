using System.Text.RegularExpressions;
using Hotline.Chassis.Reference;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.House;

/// <summary>Another district runs the suite by its own files: no code of a service knows this one.</summary>
public sealed partial class DistrictTests
{
    private static readonly string Data = Path.Combine(Platform.RepositoryRoot, "deploy", "data");

    [Fact]
    public void No_text_in_a_service_names_the_district_its_city_or_its_numbers()
    {
        var district = DistrictFile.Read(Data);
        var root = UnitsFile.Read(Data)[0];
        string[] names = [root.UnitId, root.Name, root.ShortName, .. root.Aliases, .. district.CityNames];
        var files = Directory.EnumerateFiles(Path.Combine(Platform.RepositoryRoot, "services"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => Texts(File.ReadAllText(file))
            .Where(text => text == district.NumberPrefix || text == district.AreaCode || names.Any(text.Contains))
            .Select(text => $"{Path.GetRelativePath(Platform.RepositoryRoot, file)}: {text}")));
    }

    [Theory]
    [InlineData("""private const string District = "MY";""", "MY")]
    [InlineData("""string[] a = ["北京市", "x"]; // "MY" """, "北京市", "x")]
    [InlineData("""/// 北京市 "MY" """)]
    [InlineData("""var a = "say \"MY\" so";""", """say \"MY\" so""")]
    public void Texts_are_told_from_comments(string code, params string[] texts) => Assert.Equal(texts, Texts(code));

    private static IEnumerable<string> Texts(string code) =>
        TextOrComment().Matches(code).Where(match => match.Groups["text"].Success).Select(match => match.Groups["text"].Value);

    [GeneratedRegex(
        """//[^\n]*|"(?<text>(?:[^"\\\n]|\\.)*)"|'(?:[^'\\]|\\.)'""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TextOrComment();
}
