using System.Text;

namespace Hotline.Intake.Vault.Rules;

/// <summary>
/// A telephone number in its one normal form, so that the same line is the same text however it was typed:
/// mobiles as eleven digits, landlines with their area code, foreign numbers with a plus, extensions behind #.
/// </summary>
public sealed record PhoneNumber(string Digits, string? Extension)
{
    /// <summary>Characters of the longest text that is read as a number.</summary>
    public const int Longest = 40;

    private static readonly string[] ExtensionMarks = ["转", "分机", "ext.", "ext", "x", "#"];

    /// <summary>The number and its extension behind #; equal numbers are equal texts.</summary>
    public string Normal => Extension is null ? Digits : $"{Digits}#{Extension}";

    /// <summary>Keeps the number out of logs and messages, wherever code prints it.</summary>
    public override string ToString() => nameof(PhoneNumber);

    /// <summary>As neighbours write it: without the own area code.</summary>
    public string Local { get; private init; } = Digits;

    /// <summary>Null when the text is no telephone number as the contract describes it.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="area">The own area's code, for a number that is dialled without one.</param>
    public static PhoneNumber? Parse(string text, string area)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var narrow = Narrow(text).Trim(' ');
        if (!TakeExtension(ref narrow, out var extension) || Groups(narrow, out var isInternational) is not { } groups)
        {
            return null;
        }

        var digits = string.Concat(groups.Select(group => group.Digits));
        if (extension is null && groups.Count > 1 && groups[^1] is { AfterHyphen: true, Digits.Length: <= 6 } last
            && IsCompleteLandline(digits[..^last.Digits.Length], area))
        {
            (digits, extension) = (digits[..^last.Digits.Length], last.Digits);
        }

        if (digits.Length is < 5 or > 20)
        {
            return null;
        }

        var number = new PhoneNumber(Normalise(digits, isInternational, area), extension);
        var local = number.Digits.StartsWith(area, StringComparison.Ordinal) ? number.Digits[area.Length..] : "";
        return IsLocal(local, area) ? number with { Local = local } : number;
    }

    private static string Normalise(string digits, bool isInternational, string area)
    {
        if (!isInternational && digits.StartsWith("00", StringComparison.Ordinal))
        {
            (digits, isInternational) = (digits[2..], true);
        }

        if (digits.StartsWith("86", StringComparison.Ordinal) && (isInternational || (digits.Length == 13 && IsMobile(digits[2..]))))
        {
            digits = digits[2..];
            return IsMobile(digits) || digits.StartsWith('0') || digits.Length < 9 ? Domestic(digits, area) : "0" + digits;
        }

        return isInternational ? "+" + digits : Domestic(digits, area);
    }

    private static string Domestic(string digits, string area) =>
        digits.Length == 12 && digits[0] == '0' && IsMobile(digits[1..]) ? digits[1..]
        : IsLocal(digits, area) ? area + digits
        : digits;

    private static bool IsMobile(string digits) => digits.Length == 11 && digits[0] == '1' && digits[1] is >= '3' and <= '9';

    /// <summary>Eight digits; in an area whose code has four digits, seven too.</summary>
    private static bool IsLocal(string digits, string area) =>
        (digits.Length == 8 || (digits.Length == 7 && area.Length == 4)) && digits[0] is >= '2' and <= '8';

    /// <summary>The code of a large city has three digits and begins with 01 or 02, any other has four.</summary>
    private static bool IsCompleteLandline(string digits, string area) =>
        IsLocal(digits, area)
        || (digits.Length == 11 && digits[0] == '0' && digits[1] is '1' or '2')
        || (digits.Length is 11 or 12 && digits[0] == '0' && digits[1] is >= '3' and <= '9');

    private static string Narrow(string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            narrow.Append(c switch
            {
                >= '！' and <= '～' => (char)(c - 0xFEE0),
                '\u3000' or '\u00A0' => ' ',
                '‐' or '‑' or '–' or '—' or '−' => '-',
                _ => c,
            });
        }

        return narrow.ToString();
    }

    private static bool TakeExtension(ref string text, out string? extension)
    {
        extension = null;
        foreach (var mark in ExtensionMarks)
        {
            var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                extension = text[(at + mark.Length)..].Trim(' ');
                text = text[..at];
                return extension.Length is >= 1 and <= 6 && extension.All(char.IsAsciiDigit);
            }
        }

        return true;
    }

    private static List<(string Digits, bool AfterHyphen)>? Groups(string text, out bool isInternational)
    {
        isInternational = text.StartsWith('+');
        var groups = new List<(string, bool)>();
        var start = -1;
        var afterHyphen = false;
        for (var at = isInternational ? 1 : 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : ' ';
            if (char.IsAsciiDigit(c))
            {
                start = start < 0 ? at : start;
                continue;
            }

            if (c is not (' ' or '-' or '(' or ')'))
            {
                return null;
            }

            if (start >= 0)
            {
                groups.Add((text[start..at], afterHyphen));
                (start, afterHyphen) = (-1, false);
            }

            afterHyphen |= c == '-';
        }

        return groups.Count == 0 ? null : groups;
    }
}
