using System.Globalization;

namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>How values are written into a fact's details: short, and the same on every machine.</summary>
public static class Show
{
    private const int TextLimit = 200;

    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>Cut between characters as people see them; the whole text is in the ticket.</summary>
    public static string Text(string text)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= TextLimit ? text : info.SubstringByTextElements(0, TextLimit) + "…";
    }
}
