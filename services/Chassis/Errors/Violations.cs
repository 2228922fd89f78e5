using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Hotline.Chassis.Errors;

/// <summary>Collects every rule a request breaks, so that the caller is told all at once.</summary>
public sealed partial class Violations
{
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\u2028\u2029");

    private readonly List<Violation> _found = [];

    /// <summary>Whether the request breaks a rule.</summary>
    public bool Any => _found.Count > 0;

    /// <summary>What it breaks, in the order of the checks.</summary>
    public IReadOnlyList<Violation> Found => _found;

    /// <summary>Adds one violation.</summary>
    /// <param name="field">The field by its name in the proto.</param>
    /// <param name="description">What the rule is, without the value.</param>
    public void Add(string field, string description) => _found.Add(new Violation(field, description));

    /// <summary>Adds a violation when the rule is broken.</summary>
    public void When(bool broken, string field, string description)
    {
        if (broken)
        {
            Add(field, description);
        }
    }

    /// <summary>Refuses an empty text and one in which nothing can be seen.</summary>
    public void Required(string field, string value) => When(VisibleText.IsBlank(value), field, "is required");

    /// <summary>Counts characters as people do (code points, not UTF-16 units) and refuses what no text may hold.</summary>
    /// <param name="field">The field by its name in the proto.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="min">Fewest characters that can be seen; above zero, a text that shows nothing is refused too.</param>
    /// <param name="max">Most characters.</param>
    public void Text(string field, string value, int min, int max)
    {
        if (!IsWellFormed(value))
        {
            Add(field, "holds control characters or broken characters");
            return;
        }

        var length = value.EnumerateRunes().Count();
        if (min > 0 && VisibleText.IsBlank(value))
        {
            Add(field, "is required");
        }
        else if ((min > 0 && VisibleText.Count(value) < min) || length > max)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"must have {min} to {max} characters, has {length}"));
        }
    }

    /// <summary>As <see cref="Text"/>, of what is shown on one line: what follows a break in it would pass for another line.</summary>
    public void Line(string field, string value, int min, int max)
    {
        Text(field, value, min, max);
        When(value.AsSpan().Trim().ContainsAny(LineBreaks), field, "must stand on one line");
    }

    /// <summary>Refuses a request_id that is empty, longer than 64 characters, or holds others than A-Z a-z 0-9 . _ : -.</summary>
    public void RequestId(string value) =>
        When(!RequestIdForm().IsMatch(value), "request_id", "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");

    /// <summary>An id of ours: a ticket id or number, a unit, an assignment, a category.</summary>
    public void Id(string field, string value)
    {
        if (value.Length == 0)
        {
            Add(field, "is required");
        }
        else
        {
            When(!IdForm().IsMatch(value), field, "is not an id");
        }
    }

    /// <summary>As <see cref="Id"/>, and admits an empty text.</summary>
    public void OptionalId(string field, string value)
    {
        if (value.Length > 0)
        {
            Id(field, value);
        }
    }

    /// <summary>May be empty; else an id of another system, at most 64 characters of A-Z a-z 0-9 . _ : -.</summary>
    public void ExternalId(string field, string value) => When(
        value.Length > 0 && !RequestIdForm().IsMatch(value), field, "must have at most 64 characters of A-Z a-z 0-9 . _ : -");

    /// <summary>Refuses zero ("not said") and values this version does not know.</summary>
    public void Chosen<TEnum>(string field, TEnum value)
        where TEnum : struct, Enum =>
        When(
            Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0 || !Enum.IsDefined(value),
            field,
            "is required and must be a known value");

    /// <summary>Refuses values that this version does not know; zero ("not said") passes.</summary>
    public void Known<TEnum>(string field, TEnum value)
        where TEnum : struct, Enum =>
        When(!Enum.IsDefined(value), field, "must be a known value");

    /// <summary>Refuses a negative page size. Zero means the default; what is too large is lowered, not refused.</summary>
    public void PageSize(int value) => When(value < 0, "page_size", "must not be negative");

    /// <summary>May be absent; a present one must be an instant that the suite can keep.</summary>
    public void Instant(string field, Timestamp? value) => When(value is not null && !IsInstant(value), field, "is no instant");

    /// <summary>Two ends of a span of time, each optional.</summary>
    public void Span(string fromField, Timestamp? from, string beforeField, Timestamp? before)
    {
        Instant(fromField, from);
        Instant(beforeField, before);
        When(
            from is not null && before is not null && IsInstant(from) && IsInstant(before) && before <= from,
            beforeField,
            $"must be after {fromField}");
    }

    /// <summary>Refuses the request when it breaks a rule.</summary>
    /// <exception cref="RefusalException">FIELD_VIOLATIONS with all violations.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw Refuse.Fields(_found);
        }
    }

    /// <summary>A timestamp on the wire may hold what no calendar has: years 1 to 9999, parts of a second below one.</summary>
    public static bool IsInstant(Timestamp value) =>
        value.Seconds is >= -62_135_596_800 and <= 253_402_300_799 && value.Nanos is >= 0 and <= 999_999_999;

    /// <summary>Whether a text holds no control characters but line breaks and tabs, and no half of a surrogate pair.</summary>
    public static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            {
                return false;
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 >= value.Length || !char.IsLowSurrogate(value[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:\-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex RequestIdForm();

    [GeneratedRegex(@"^[A-Za-z0-9._:\-]{1,128}\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();
}
