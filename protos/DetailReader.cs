using System.Globalization;
using Hotline.Type.V1;

namespace Hotline.Tracking.V1;

/// <summary>Reads the details of a timeline entry by their keys. What is not there says nothing: an empty text, UNSPECIFIED or null.</summary>
public sealed class DetailReader
{
    private readonly IEnumerable<KeyValuePair<string, string>> _details;
    private readonly string _prefix;
    private readonly Dictionary<string, string> _values;

    public DetailReader(IEnumerable<KeyValuePair<string, string>> details)
        : this(details, "")
    {
    }

    private DetailReader(IEnumerable<KeyValuePair<string, string>> details, string assignmentId)
    {
        (_details, AssignmentId, _prefix) = (details, assignmentId, assignmentId.Length == 0 ? "" : assignmentId + ".");
        _values = details.Where(detail => detail.Key.StartsWith(_prefix, StringComparison.Ordinal))
            .ToDictionary(detail => detail.Key[_prefix.Length..], detail => detail.Value);
    }

    /// <summary>The part whose details these are; empty for those of the whole fact.</summary>
    public string AssignmentId { get; }

    /// <summary>The parts of a fact about several, in the order in which they were dispatched.</summary>
    public IReadOnlyList<DetailReader> Parts =>
    [
        .. _values.Keys.Where(name => name.Contains('.', StringComparison.Ordinal)).Select(name => name[..name.IndexOf('.', StringComparison.Ordinal)])
            .Distinct().OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).Select(id => new DetailReader(_details, id)),
    ];

    /// <summary>A text or an identifier.</summary>
    public string Text(DetailKey key) => _values.GetValueOrDefault(key.Name(), "");

    /// <exception cref="FormatException">It is written otherwise than the catalogue says; so with all that follow.</exception>
    public int? Number(DetailKey key) => Text(key) is { Length: > 0 } value ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    public bool? Flag(DetailKey key) => Text(key) switch
    {
        "" => null,
        "true" => true,
        "false" => false,
        var other => throw new FormatException($"{key.Name()} is neither true nor false but '{other}'."),
    };

    public DateTime? Instant(DetailKey key) => Text(key) is { Length: > 0 } value
        ? DateTime.ParseExact(
            value, Detail.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    /// <summary>UNSPECIFIED also for a value that this build does not know.</summary>
    public TEnum Enum<TEnum>(DetailKey key)
        where TEnum : struct, System.Enum =>
        System.Enum.GetValues<TEnum>().FirstOrDefault(value => ProtoNames.Of(value) == Text(key));
}
