namespace Hotline.Chassis.Privacy;

/// <summary>Identity numbers, bank cards and telephone numbers, written with or without gaps.</summary>
internal static class Numbers
{
    /// <summary>
    /// Looks at the digits starting at <paramref name="at"/>. Without a hit, <paramref name="end"/> is the end of
    /// the first group, where the scan goes on.
    /// </summary>
    public static Hit? Find(ReadOnlySpan<char> text, int at, out int end)
    {
        var run = new NumberRun(text, at, stackalloc char[NumberRun.MaxDigits], stackalloc Group[NumberRun.MaxGroups]);
        end = run.EndOfFirst;
        if (run.Count == 0 || IsTicketNumber(text, at, run))
        {
            return null;
        }

        if (Doors.Find(text, at, run) is { } door)
        {
            return door;
        }

        for (var count = 1; count <= run.Count; count++)
        {
            var hit = Identities.Find(text, run, count) ?? Cards.Find(run, count) ?? Phones.Find(text, run, count);
            if (hit is not null)
            {
                return hit;
            }
        }

        return Introduced.Find(text, at, run);
    }

    /// <summary>Our own numbers, MY and twelve digits, must stay readable.</summary>
    private static bool IsTicketNumber(ReadOnlySpan<char> text, int at, NumberRun run) =>
        run[0].Digits == 12 && at >= 2 && text[at - 2] is 'M' or 'm' && text[at - 1] is 'Y' or 'y';

    /// <summary>Keeps <paramref name="head"/> and <paramref name="tail"/> digits and stars the rest.</summary>
    public static string Star(ReadOnlySpan<char> digits, int head, int tail) =>
        string.Concat(digits[..head], new string('*', digits.Length - head - tail), digits[^tail..]);
}
