using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Characters that a reader does not see and that change what he does see: marks that turn the direction of a text round, spaces without
/// width inside a name or a number, values that are no characters. Joiners stay: emoji and some scripts are written with them.
/// </summary>
public static class Unseen
{
    private static readonly SearchValues<char> All = SearchValues.Create(
        string.Concat(Range('\u200E', '\u200F'), Range('\u202A', '\u202E'), Range('\u2060', '\u2069'), Range('\uFDD0', '\uFDEF'))
        + "\u00AD\u200B\uFEFF\uFFFE\uFFFF");

    /// <summary>The text without them; the same object when it holds none.</summary>
    public static string TakenOut(string text) =>
        text.AsSpan().ContainsAny(All) ? string.Concat(text.Where(c => !All.Contains(c))) : text;

    private static string Range(char first, char last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(c => (char)c));
}
