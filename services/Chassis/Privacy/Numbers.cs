namespace Hotline.Chassis.Privacy;

/// <summary>Identity numbers, bank cards and telephone numbers, in whatever digits and grouping.</summary>
internal static class Numbers
{
    private const int Shortest = 7;

    /// <summary>
    /// Looks at the digits starting at <paramref name="at"/>. Without a hit, <paramref name="end"/> is the end of
    /// the first group, where the scan goes on.
    /// </summary>
    public static Hit? Find(ref Reading text, int at, out int end)
    {
        var run = new NumberRun(ref text, at, stackalloc char[NumberRun.MaxDigits], stackalloc Group[NumberRun.MaxDigits]);
        end = run.EndOfFirst;
        if (run.Count == 0 || IsTicketNumber(ref text, at, run))
        {
            return null;
        }

        if (Doors.Find(ref text, at, run) is { } door)
        {
            return door;
        }

        return run.IsDate || run.Digits(run.Count).Length < Shortest ? null : FindNumber(ref text, at, run);
    }

    /// <summary>The word before it is read only where there is something that it may keep or give away.</summary>
    private static Hit? FindNumber(ref Reading text, int at, NumberRun run)
    {
        if (Longest(ref text, run) is { } longest)
        {
            return Labels.Before(ref text, at) == Label.Licence ? null : longest;
        }

        if (Phone(ref text, run) is { } phone)
        {
            return Labels.Before(ref text, at) is Label.Public or Label.Licence ? null : phone;
        }

        return Introduced.Find(ref text, at, run);
    }

    /// <summary>Identity numbers and cards first: a telephone number may be hidden in their digits.</summary>
    private static Hit? Longest(ref Reading text, NumberRun run)
    {
        for (var count = 1; count <= run.Count; count++)
        {
            if (run.Digits(count).Length >= 15 && (Identities.Find(ref text, run, count) ?? Cards.Find(run, count)) is { } hit)
            {
                return hit;
            }
        }

        return null;
    }

    private static Hit? Phone(ref Reading text, NumberRun run)
    {
        for (var count = 1; count <= run.Count; count++)
        {
            var length = run.Digits(count).Length;
            if (length is >= Shortest and <= 15 && Phones.Find(ref text, run, count) is { } hit)
            {
                return hit;
            }
        }

        return null;
    }

    /// <summary>Our own numbers, two letters and twelve digits that begin with a date, must stay readable.</summary>
    private static bool IsTicketNumber(ref Reading text, int at, NumberRun run)
    {
        var digits = run.Digits(1);
        return digits.Length == 12 && Chars.IsLetter(text.At(at - 1)) && Chars.IsLetter(text.At(at - 2)) && !Chars.IsWord(text.At(at - 3))
            && int.Parse(digits[2..4]) is >= 1 and <= 12 && int.Parse(digits[4..6]) is >= 1 and <= 31;
    }

    /// <summary>Keeps <paramref name="head"/> and <paramref name="tail"/> digits and stars the rest.</summary>
    public static string Star(ReadOnlySpan<char> digits, int head, int tail) =>
        string.Concat(digits[..head], new string('*', digits.Length - head - tail), digits[^tail..]);
}
