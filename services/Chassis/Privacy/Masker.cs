using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Hides personal data in free text, on entry to every service: identity numbers, telephones, bank cards, mailboxes,
/// plates, handles, self-stated names, unit and room numbers. One pass from left to right with bounded look-ahead, so
/// the cost is linear whatever the text; masking twice is masking once; a text without findings is returned as it is.
/// </summary>
public static class Masker
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create(
        "0123456789０１２３４５６７８９ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        + string.Concat(Enumerable.Range('Ａ', 26).Concat(Enumerable.Range('ａ', 26)).Select(c => (char)c))
        + Names.Ends + "微护" + "零〇一二三四五六七八九十百两"
        + "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼");

    /// <summary>
    /// Masks what it recognises in a text. A text without a hit is returned as the same object.
    /// </summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? shown = null;
        var span = text.AsSpan();
        var kept = 0;
        var mailboxEnd = 0;
        for (var at = Next(span, 0); at < span.Length; at = Next(span, at))
        {
            // What the reader of the result sees before this place: the same on a second masking.
            var before = shown is not null && at == kept ? shown[^1] : Chars.At(span, at - 1);
            if (Find(span, at, before, ref mailboxEnd, out var end) is { } hit)
            {
                shown ??= new StringBuilder(text.Length);
                shown.Append(span[kept..hit.Start]).Append(hit.Shown);
                kept = hit.End;
                end = hit.End;
            }

            at = end;
        }

        return shown is null ? text : shown.Append(span[kept..]).ToString();
    }

    /// <summary>A name as others may see it: 马**, 欧阳**.</summary>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return "";
        }

        var head = trimmed.Length > 2 && Surnames.Length(trimmed, mayBeDoubtful: true) == 2
            ? 2
            : StringInfo.GetNextTextElementLength(trimmed);
        return string.Concat(trimmed[..head], "**");
    }

    /// <summary>A telephone number as others may see it: 138****0000, 010-69****12.</summary>
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

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        var next = text[from..].IndexOfAny(Triggers);
        return next < 0 ? text.Length : from + next;
    }

    private static Hit? Find(ReadOnlySpan<char> text, int at, char before, ref int mailboxEnd, out int end)
    {
        end = at + 1;
        var c = text[at];
        if (Chars.IsWord(c))
        {
            return FindWord(text, at, !Chars.IsWord(before), ref mailboxEnd, out end);
        }

        if (Doors.Numerals.Contains(c))
        {
            return Doors.FindChinese(text, at, out end);
        }

        if (c is '微' or '护')
        {
            return Handles.Find(text, at);
        }

        return Names.Ends.Contains(c) ? Names.Find(text, at) : Plates.Find(text, at);
    }

    private static Hit? FindWord(ReadOnlySpan<char> text, int at, bool startsWord, ref int mailboxEnd, out int end)
    {
        end = at + 1;
        if (startsWord && Emails.Find(text, at, ref mailboxEnd) is { } email)
        {
            return email;
        }

        if (!Chars.IsDigit(text[at]))
        {
            var handle = startsWord ? Handles.Find(text, at) : null;
            while (end < text.Length && Chars.IsWord(text[end]) && !Chars.IsDigit(text[end]))
            {
                end++;
            }

            return handle;
        }

        return Numbers.Find(text, at, out end);
    }
}
