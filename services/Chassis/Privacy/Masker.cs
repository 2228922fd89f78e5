using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Hides personal data in free text, on entry to every service: identity numbers, telephones, bank cards, mailboxes,
/// plates, handles, introduced names, room numbers. One pass from left to right with bounded look-ahead, so the cost is linear
/// whatever the text; masking twice is masking once; a text without findings is returned as it is.
/// </summary>
public static class Masker
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        + string.Concat(Enumerable.Range('Ａ', 26).Concat(Enumerable.Range('ａ', 26)).Select(c => (char)c))
        + Digits.All + Doors.Numerals + Handles.Starts + Plates.Provinces + Introductions.Ends + MinorityNames.Dots);

    private static readonly SearchValues<char> HandleStarts = SearchValues.Create(Handles.Starts);
    private static readonly SearchValues<char> Provinces = SearchValues.Create(Plates.Provinces);
    private static readonly SearchValues<char> NameTriggers = SearchValues.Create(Introductions.Ends);

    /// <summary>
    /// Masks what it recognises in a text, and takes out what cannot be seen (<see cref="Unseen"/>). A text without either is returned as
    /// the same object.
    /// </summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = Unseen.TakenOut(text);
        var reading = new Reading(seen);
        return Mask(seen, ref reading);
    }

    /// <summary>How many characters the rules look at to mask a text: the work it costs, on every machine the same.</summary>
    internal static long Work(string text)
    {
        var reading = new Reading(text);
        Mask(text, ref reading);
        return reading.Looks;
    }

    /// <summary>A name as others may see it: 马**, 欧阳**.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return "";
        }

        var head = trimmed.Length > 2 && Surnames.IsCompound(trimmed) ? 2 : StringInfo.GetNextTextElementLength(trimmed);
        return string.Concat(trimmed[..head], "**");
    }

    /// <summary>
    /// Whether what a person is called may be taken out of a text wherever it stands. A common noun (市民, 匿名, 业主) or the name of a
    /// place (李各庄) may not: whole sentences would go with it.
    /// </summary>
    public static bool IsOwnName(string name) => NameWords.IsOwnName(name.Trim());

    /// <summary>Whether it is a word for many (市民, 物业公司), not what one person or firm is called.</summary>
    public static bool IsCommonNoun(string name) => NameWords.IsNoun(name.Trim());

    /// <summary>A telephone number as others may see it: 138****0000, 010-69****12.</summary>
    /// <exception cref="ArgumentNullException">The number is null.</exception>
    public static string Phone(string phone)
    {
        ArgumentNullException.ThrowIfNull(phone);
        var masked = Mask(phone);
        if (!ReferenceEquals(masked, phone))
        {
            return masked;
        }

        // Foreign, short or local: no rule knows it, so only two digits at each end stay, none when it is very short.
        var shown = phone.Length >= 7 ? 2 : 0;
        return phone.Length == 0 ? "" : string.Concat(phone.AsSpan(0, shown), "****", phone.AsSpan(phone.Length - shown));
    }

    private static string Mask(string text, ref Reading reading)
    {
        StringBuilder? shown = null;
        for (var at = reading.Next(0, Triggers); at < reading.Length; at = reading.Next(at, Triggers))
        {
            if (Find(ref reading, at, out var end) is { } hit)
            {
                shown ??= new StringBuilder(text.Length);
                hit = Apart(ref reading, hit);
                shown.Append(text, reading.Kept, hit.Start - reading.Kept).Append(hit.Shown);
                reading.Take(hit);
                end = hit.End;
            }

            at = end;
        }

        return shown is null ? text : shown.Append(text, reading.Kept, text.Length - reading.Kept).ToString();
    }

    /// <summary>Digits of another script became ASCII: a space keeps them from the digits beside them.</summary>
    private static Hit Apart(ref Reading text, Hit hit)
    {
        var before = char.IsAsciiDigit(hit.Shown[0]) && Chars.IsLatinDigit(text.At(hit.Start - 1)) ? " " : "";
        var after = char.IsAsciiDigit(hit.Shown[^1]) && Chars.IsLatinDigit(text.At(hit.End)) ? " " : "";
        return before.Length + after.Length == 0 ? hit : hit with { Shown = before + hit.Shown + after };
    }

    private static Hit? Find(ref Reading text, int at, out int end)
    {
        end = at + 1;
        var c = text.At(at);
        if (Chars.IsWord(c))
        {
            return FindWord(ref text, at, !Chars.IsWord(text.At(at - 1)), out end);
        }

        if (Digits.IsDigit(c))
        {
            return Numbers.Find(ref text, at, out end);
        }

        if (MinorityNames.Dots.Contains(c))
        {
            return MinorityNames.Around(ref text, at);
        }

        var hit = HandleStarts.Contains(c) ? Handles.Find(ref text, at) : null;
        hit ??= Provinces.Contains(c) ? Plates.Find(ref text, at) : null;
        hit ??= Doors.Numerals.Contains(c) ? Doors.FindChinese(ref text, at) : null;
        return hit ?? (NameTriggers.Contains(c) ? Names.Find(ref text, at) : null);
    }

    private static Hit? FindWord(ref Reading text, int at, bool startsWord, out int end)
    {
        end = at + 1;
        if (startsWord && Emails.Find(ref text, at) is { } email)
        {
            return email;
        }

        if (Chars.IsLatinDigit(text.At(at)))
        {
            return Numbers.Find(ref text, at, out end);
        }

        var handle = startsWord ? Handles.Find(ref text, at) : null;
        while (Chars.IsLetter(text.At(end)))
        {
            end++;
        }

        return handle;
    }
}
