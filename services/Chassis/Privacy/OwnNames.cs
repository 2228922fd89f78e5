namespace Hotline.Chassis.Privacy;

/// <summary>What a person may be called in a text: by the whole name, or by a long part of a name with dots.</summary>
public static class OwnNames
{
    // A part of two characters is a word too often.
    private const int ShortestPart = 3;

    private static readonly char[] Dots = [.. MinorityNames.Dots];

    /// <summary>
    /// What may be taken out of a text, the longest first; empty for a common noun or a place (<see cref="Masker.IsOwnName"/>).
    /// </summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var whole = name.Trim();
        if (!Masker.IsOwnName(whole))
        {
            return [];
        }

        var parts = whole.Split(Dots, StringSplitOptions.TrimEntries).Where(part => part.Length >= ShortestPart && Masker.IsOwnName(part));
        return [.. parts.Prepend(whole).Distinct(StringComparer.Ordinal).OrderByDescending(called => called.Length)];
    }
}
