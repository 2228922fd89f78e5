using System.Globalization;

namespace Hotline.Bench;

/// <summary>The words after a measurement's name; one that no measurement knows is refused.</summary>
public sealed class Options
{
    private readonly Dictionary<string, int> _values = [];

    public Options(IReadOnlyList<string> words, params string[] known)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at] == "--json")
            {
                IsJson = true;
            }
            else if (known.Contains(words[at]) && at + 1 < words.Count
                && int.TryParse(words[at + 1], CultureInfo.InvariantCulture, out var value) && value > 0)
            {
                _values[words[at++]] = value;
            }
            else
            {
                throw new FormatException($"'{words[at]}' was not understood, or needs a number above 0.");
            }
        }
    }

    /// <summary>One line of JSON on the standard output, the progress on the other.</summary>
    public bool IsJson { get; }

    public int Of(string name, int fallback) => _values.GetValueOrDefault(name, fallback);
}
