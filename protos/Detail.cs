using System.Globalization;
using Hotline.Type.V1;

namespace Hotline.Tracking.V1;

/// <summary>
/// One detail of a fact, written as the catalogue says of its key: short, and the same on every machine. A detail that says nothing is
/// empty, and left out of its fact.
/// </summary>
public sealed record Detail
{
    /// <summary>A longer text is cut: the whole stands in the ticket.</summary>
    public const int LongestText = 200;

    internal const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private Detail(DetailKey key, DetailFormat format, string value)
    {
        if (key.Spec().Format != format)
        {
            throw new ArgumentException($"{key.Name()} is written as {key.Spec().Format}, not as {format}.", nameof(key));
        }

        (Key, Value) = (key, value);
    }

    public DetailKey Key { get; }

    public string Value { get; }

    /// <summary>The part that it is about, of a fact about several; empty when the whole fact is about it.</summary>
    public string AssignmentId { get; init; } = "";

    /// <summary>As the fact's details name it: "unit_name", or "a1.unit_name" of one of several parts.</summary>
    public string Name => AssignmentId.Length == 0 ? Key.Name() : $"{AssignmentId}.{Key.Name()}";

    /// <summary>Words, cut between characters as people see them.</summary>
    /// <exception cref="ArgumentException">The key is written otherwise; so with all that follow.</exception>
    public static Detail Text(DetailKey key, string text) => new(key, DetailFormat.Text, Cut(text));

    public static Detail Id(DetailKey key, string id) => new(key, DetailFormat.Id, id);

    public static Detail Number(DetailKey key, int number) => new(key, DetailFormat.Number, number.ToString(CultureInfo.InvariantCulture));

    public static Detail Flag(DetailKey key, bool flag) => new(key, DetailFormat.Flag, flag ? "true" : "false");

    public static Detail Instant(DetailKey key, DateTime utc) =>
        new(key, DetailFormat.Instant, utc.ToString(InstantFormat, CultureInfo.InvariantCulture));

    /// <summary>UNSPECIFIED says nothing.</summary>
    public static Detail Enum<TEnum>(DetailKey key, TEnum value)
        where TEnum : struct, System.Enum => new(key, DetailFormat.Enum, value.Equals(default(TEnum)) ? "" : ProtoNames.Of(value));

    private static string Cut(string text)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= LongestText ? text : info.SubstringByTextElements(0, LongestText) + "…";
    }
}
