using System.Globalization;
using System.Text;

namespace Hotline.Chassis.Errors;

/// <summary>
/// What a reader sees of a text. White space, joiners, marks of direction, fillers and combining marks alone show nothing: who must
/// say something has not said it with them.
/// </summary>
public static class VisibleText
{
    /// <summary>Whether nothing of the text can be seen.</summary>
    public static bool IsBlank(string text) => !text.EnumerateRunes().Any(IsVisible);

    /// <summary>How many characters of the text can be seen.</summary>
    public static int Count(string text) => text.EnumerateRunes().Count(IsVisible);

    // Fillers of Hangul and the blank of Braille are letters and symbols to Unicode, and white to the eye.
    private static bool IsVisible(Rune rune) => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800)
        && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
