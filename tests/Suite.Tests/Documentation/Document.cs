using System.Text;
using System.Text.RegularExpressions;
using Hotline.Cli;

namespace Hotline.Suite.Tests.Documentation;

/// <summary>The commands that a document shows, as a reader would copy them.</summary>
public sealed partial class Document(string text)
{
    public static Document Read(string path) => new(File.ReadAllText(Repository.At(path)));

    /// <summary>What stands in blocks of shell, one command after the other, without comments.</summary>
    public IReadOnlyList<string> Commands => [.. ShellBlock().Matches(text).SelectMany(block => Split(block.Groups["body"].Value))];

    /// <summary>What stands as code between the words.</summary>
    public IReadOnlyList<string> Spans => [.. CodeSpan().Matches(AnyBlock().Replace(text, "")).Select(span => span.Groups["code"].Value)];

    public IReadOnlyList<string> Lines => text.Split('\n');

    /// <summary>A command ends with its line, unless a quotation or a backslash goes on; a comment is not part of it.</summary>
    public static IReadOnlyList<string> Split(string shell)
    {
        var commands = new List<string>();
        var command = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < shell.Length; i++)
        {
            var c = shell[i];
            if (quote == '\0' && c == '#' && (i == 0 || char.IsWhiteSpace(shell[i - 1])))
            {
                i = shell.IndexOf('\n', i) is >= 0 and var end ? end - 1 : shell.Length;
            }
            else if (quote == '\0' && c == '\n' && !(i > 0 && shell[i - 1] == '\\'))
            {
                commands.Add(command.ToString().Trim());
                command.Clear();
            }
            else
            {
                quote = c == quote ? '\0' : quote == '\0' && c is '\'' or '"' ? c : quote;
                command.Append(c);
            }
        }

        return [.. commands.Append(command.ToString().Trim()).Where(one => one.Length > 0)];
    }

    [GeneratedRegex(
        @"^```(sh|bash|shell|console)\n(?<body>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnyBlock();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CodeSpan();
}
