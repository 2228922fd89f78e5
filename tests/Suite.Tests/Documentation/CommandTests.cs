using System.Text.RegularExpressions;
using Hotline.Cli;
using Hotline.Cli.Verbs;

namespace Hotline.Suite.Tests.Documentation;

/// <summary>What the documents tell people to type exists, and both languages tell the same.</summary>
public sealed partial class CommandTests : IDisposable
{
    private readonly Checkout _checkout = new();

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Repository.At("deploy"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Both_languages_show_the_same_commands()
    {
        var (english, chinese) = (Document.Read("README.md"), Document.Read("README.zh-CN.md"));

        Assert.NotEmpty(english.Commands);
        Assert.Equal(english.Commands, chinese.Commands);
        Assert.Equal(Hotline(english.Spans).Order(StringComparer.Ordinal), Hotline(chinese.Spans).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void The_first_call_is_the_one_that_up_prints(string path)
    {
        var call = Document.Read(path).Commands.Single(command => command.StartsWith("grpcurl ", StringComparison.Ordinal));

        Assert.Equal(Welcome.FirstCall("PORT"), call);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_command_of_hotline_is_one_that_help_lists(string path)
    {
        var document = Document.Read(path);
        var verbs = await VerbsAsync();

        Assert.All(
            Hotline([.. document.Commands, .. document.Spans])
                .SelectMany(command => Verb().Matches(command))
                .Select(match => match.Groups["verb"].Value),
            verb => Assert.Contains(verb, verbs));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task The_list_of_commands_is_whole(string path)
    {
        var line = Document.Read(path).Lines.Single(line => line.StartsWith("`./hotline help`", StringComparison.Ordinal));
        var listed = new Document(line).Spans.Skip(1);

        var verbs = (await VerbsAsync()).Where(verb => verb != "help");
        Assert.Equal(verbs.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _checkout.Dispose();

    private static IEnumerable<string> Hotline(IEnumerable<string> commands) =>
        commands.Where(command => command.Contains("./hotline ", StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> VerbsAsync() =>
        ["help", .. Verb().Matches(await _checkout.RunAsync("./hotline help")).Select(match => match.Groups["verb"].Value)];

    [GeneratedRegex(@"\./hotline (?<verb>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Verb();
}
