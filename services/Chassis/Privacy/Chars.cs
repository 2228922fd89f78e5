using System.Text;

namespace Hotline.Chassis.Privacy;

/// <summary>How the masker reads characters: full-width forms count as their ASCII twins.</summary>
internal static class Chars
{
    /// <summary>The ASCII form of a full-width character, any other character as it is.</summary>
    public static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(Narrow(c));

    public static bool IsLetter(char c) => char.IsAsciiLetter(Narrow(c));

    public static bool IsLatinDigit(char c) => char.IsAsciiDigit(Narrow(c));

    /// <summary>Invisible characters that pasted numbers are full of: joiners, marks of direction, soft hyphens.</summary>
    public static bool IsInvisible(char c) =>
        c is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF' or '\u00AD';

    public static bool IsHyphen(char c) =>
        c is '-' or '－' or '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '_' or '＿' or '~' or '～';

    public static bool IsSpace(char c) =>
        c is ' ' or '\u00A0' or '\u3000' or '\t' or '\n' or '\r' or (>= '\u2000' and <= '\u200A') or '\u202F';

    public static bool IsDot(char c) => c is '.' or '．' or '·' or '•' or '・' or '‧' or '∙';

    public static bool IsSlash(char c) => c is '/' or '／' or '\\' or '＼' or '|' or '｜';

    public static bool IsBracket(char c) => c is '(' or ')' or '（' or '）' or '[' or ']' or '【' or '】' or '〔' or '〕';

    /// <summary>How many characters the Chinese character at a place takes: two for a rare one, zero when it is none.</summary>
    public static int HanAt(ref Reading text, int at)
    {
        var c = text.At(at);
        if (!char.IsHighSurrogate(c))
        {
            return IsHan(c) ? 1 : 0;
        }

        return Rune.TryCreate(c, text.At(at + 1), out var rune) && IsHan(rune.Value) ? 2 : 0;
    }

    private static bool IsHan(int c) => c is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x20000 and <= 0x3FFFF) or (>= 0xF900 and <= 0xFAFF) or 0x3007;
}
