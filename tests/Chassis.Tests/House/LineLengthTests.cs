using Hotline.Testing;

namespace Hotline.Chassis.Tests.House;

/// <summary>A line of code is read whole, without scrolling, and side by side with what it was before.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Theory]
    [InlineData("services")]
    [InlineData("deploy")]
    [InlineData("tests")]
    public void No_line_is_too_long(string folder)
    {
        var files = SourcesIn(folder).ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(TooLong));
    }

    private static IEnumerable<string> SourcesIn(string folder) => Directory
        .EnumerateFiles(Path.Combine(Platform.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static IEnumerable<string> TooLong(string file) => File.ReadLines(file)
        .Index()
        .Where(line => line.Item.Length > Longest)
        .Select(line => $"{Path.GetRelativePath(Platform.RepositoryRoot, file)}:{line.Index + 1}: {line.Item.Length} characters");
}
