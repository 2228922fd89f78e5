using System.Text.RegularExpressions;

namespace Hotline.Cli.Platform;

/// <summary>One place that packages come from, as the machine's own apt configuration names it.</summary>
public sealed record DebianSource(string Uri, string? Options)
{
    /// <summary>The line that apt reads, for the suite the platform needs.</summary>
    public string Line(string suite) =>
        Options is null ? $"deb {Uri} {suite} main" : $"deb [{Options}] {Uri} {suite} main";
}

/// <summary>Finds the Debian archive in the files of apt: the one-line form and the deb822 form.</summary>
public static partial class DebianSources
{
    public const string Suite = "forky";

    /// <summary>The first archive of Debian itself: component main, not the security archive, a path that ends in "debian".</summary>
    public static DebianSource? Choose(IEnumerable<(string Name, string Text)> files) => files
        .SelectMany(file => file.Name.EndsWith(".sources", StringComparison.Ordinal) ? Stanzas(file.Text) : Lines(file.Text))
        .FirstOrDefault(source => DebianPath().IsMatch(source.Uri));

    /// <summary>The files that apt reads, in its order.</summary>
    public static IEnumerable<(string Name, string Text)> In(string folder)
    {
        string[] files = [Path.Combine(folder, "sources.list")];
        var parts = Path.Combine(folder, "sources.list.d");
        if (Directory.Exists(parts))
        {
            files = [.. files, .. Directory.GetFiles(parts).Order(StringComparer.Ordinal)];
        }

        return files.Where(File.Exists)
            .Where(file => Path.GetExtension(file) is ".list" or ".sources")
            .Select(file => (file, File.ReadAllText(file)));
    }

    private static IEnumerable<DebianSource> Lines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var match = OneLine().Match(line);
            if (match.Success && Fits(match.Groups["suite"].Value, match.Groups["components"].Value))
            {
                var options = match.Groups["options"].Value.Trim();
                yield return new DebianSource(match.Groups["uri"].Value, Kept(options.Split(' ')));
            }
        }
    }

    private static IEnumerable<DebianSource> Stanzas(string text)
    {
        foreach (var stanza in BlankLine().Split(text))
        {
            var fields = Fields(stanza);
            if (Has(fields, "Types", "deb")
                && !string.Equals(fields.GetValueOrDefault("Enabled"), "no", StringComparison.OrdinalIgnoreCase)
                && Words(fields, "Suites").Any(suite => Fits(suite, fields.GetValueOrDefault("Components", ""))))
            {
                string[] options = [
                    .. Words(fields, "Signed-By").Where(path => path.StartsWith('/')).Take(1).Select(path => $"signed-by={path}"),
                    .. Words(fields, "Trusted").Select(value => $"trusted={value}"),
                ];
                foreach (var uri in Words(fields, "URIs"))
                {
                    yield return new DebianSource(uri, Kept(options));
                }
            }
        }
    }

    private static Dictionary<string, string> Fields(string stanza)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        foreach (var line in stanza.Split('\n').Where(line => !line.StartsWith('#')))
        {
            if (line.StartsWith(' ') && last is not null)
            {
                fields[last] += line;
            }
            else if (line.IndexOf(':') is > 0 and var colon)
            {
                last = line[..colon].Trim();
                fields[last] = line[(colon + 1)..].Trim();
            }
        }

        return fields;
    }

    private static bool Fits(string suite, string components) =>
        !suite.Contains("security", StringComparison.Ordinal)
        && components.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("main");

    private static bool Has(Dictionary<string, string> fields, string name, string word) => Words(fields, name).Contains(word);

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // What the machine trusts for this archive goes along; an architecture or a language does not matter here.
    private static string? Kept(IEnumerable<string> options)
    {
        var kept = string.Join(' ', options.Where(option =>
            option.StartsWith("signed-by=", StringComparison.Ordinal) || option.StartsWith("trusted=", StringComparison.Ordinal)));
        return kept.Length == 0 ? null : kept;
    }

    [GeneratedRegex(
        @"^\s*deb\s+(\[(?<options>[^\]]*)\]\s+)?(?<uri>\S+)\s+(?<suite>\S+)\s+(?<components>[^#]+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneLine();

    [GeneratedRegex(@"/debian/?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DebianPath();

    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLine();
}
