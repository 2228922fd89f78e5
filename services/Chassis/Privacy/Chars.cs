using System.Text;

namespace Hotline.Chassis.Privacy;

/// <summary>How the masker reads characters: full-width forms count as their ASCII twins.</summary>
internal static class Chars
{
    public static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９';

    /// <summary>The ASCII form of a full-width character, any other character as it is.</summary>
    public static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(Narrow(c));

    /// <summary>Invisible characters that pasted numbers are full of.</summary>
    public static bool IsInvisible(char c) => c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    public static bool IsHyphen(char c) => c is '-' or '－' or '‐' or '‑' or '–' or '—' or '−';

    public static bool IsSpace(char c) => c is ' ' or '\u00A0' or '\u3000' or '\t';

    public static bool IsClosing(char c) => c is ')' or '）';

    /// <summary>A Chinese character; rare ones are surrogate pairs, so this asks a rune.</summary>
    public static bool IsHan(Rune rune) => rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x20000 and <= 0x3FFFF) or (>= 0xF900 and <= 0xFAFF) or 0x3007;

    /// <summary>The text before <paramref name="at"/> ends with <paramref name="word"/>.</summary>
    public static bool EndsAt(ReadOnlySpan<char> text, int at, string word) =>
        at >= word.Length && text[..at].EndsWith(word, StringComparison.Ordinal);

    /// <summary>The character at <paramref name="at"/>, or NUL outside the text.</summary>
    public static char At(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length ? text[at] : '\0';
}
