using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hotline.Suite.Tests.Cli;

namespace Hotline.Suite.Tests.Documentation;

/// <summary>Does what the documentation tells a newcomer to do, in a checkout where nothing runs yet.</summary>
[Collection(Machine.Name)]
public sealed partial class CallTests : IAsyncLifetime
{
    private readonly Checkout _checkout = new();

    private Dictionary<string, string> _ports = [];

    [DebianFact]
    public async Task Every_call_that_is_shown_succeeds_after_up()
    {
        var welcome = await _checkout.RunAsync("./hotline up");
        _ports = Ports().Matches(welcome).ToDictionary(
            match => match.Groups["service"].Value.ToLowerInvariant(), match => match.Groups["port"].Value);

        foreach (var path in new[] { "README.md", "README.zh-CN.md" })
        {
            var readme = Document.Read(path);
            var answers = await AnswersAsync(readme.Commands);
            var appeal = Assert.Single(answers);
            Assert.StartsWith("MY", Text(appeal["snapshot"]!, "ticketNumber"), StringComparison.Ordinal);

            // The same call in the other tool is the same request, and so has the same answer.
            var other = readme.Spans.Single(span => span.StartsWith("./hotline buf curl", StringComparison.Ordinal));
            var body = Body().Match(readme.Commands.Single(IsCall)).Value;
            var same = other.Replace("'…'", body, StringComparison.Ordinal);
            var again = Assert.Single(await AnswersAsync([.. readme.Commands.Where(IsAssignment), same]));
            Assert.Equal(Text(appeal, "appealId"), Text(again, "appealId"));
        }

        var shown = await AnswersAsync(Document.Split(welcome));
        Assert.Equal(3, shown.Count);
        Assert.StartsWith("MY", Text(shown[0]["snapshot"]!, "ticketNumber"), StringComparison.Ordinal);
        Assert.Equal("110118100", Text(shown[2], "unitId"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _checkout.RunAsync("./hotline down --purge");
        _checkout.Dispose();
    }

    private static bool IsAssignment(string command) => Assignment().IsMatch(command);

    private static bool IsCall(string command) =>
        command.StartsWith("grpcurl ", StringComparison.Ordinal) || command.StartsWith("./hotline buf curl ", StringComparison.Ordinal);

    private static string Text(JsonNode answer, string field) =>
        answer[field]?.GetValue<string>() ?? throw new Xunit.Sdk.XunitException($"no {field} in {answer}");

    /// <summary>Each call in a shell that knows what was assigned before it.</summary>
    private async Task<IReadOnlyList<JsonObject>> AnswersAsync(IReadOnlyList<string> commands)
    {
        var answers = new List<JsonObject>();
        var assigned = new List<string>();
        foreach (var command in commands)
        {
            if (IsAssignment(command))
            {
                assigned.Add(command);
            }
            else if (IsCall(command))
            {
                answers.Add(JsonNode.Parse(await _checkout.RunAsync([.. assigned, WithPort(command)]))!.AsObject());
            }
        }

        return answers;
    }

    /// <summary>A document cannot know the port; what `up` says does.</summary>
    private string WithPort(string call) =>
        call.Replace(":PORT", $":{_ports[Service().Match(call).Groups["service"].Value]}", StringComparison.Ordinal);

    [GeneratedRegex(@"^\w+=\S", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Assignment();

    [GeneratedRegex(
        @"^ +(?<service>\w+) \S+ +gRPC 127\.0\.0\.1:(?<port>\d+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ports();

    [GeneratedRegex(@"\bhotline\.(?<service>[a-z]+)\.v\d+\.\w+/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Service();

    [GeneratedRegex("'\\{.*\\}'", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Body();
}
