using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Resident identity numbers: eighteen characters with a birth date and perhaps a final X, or the old fifteen
/// digits. The check digit is not asked for: a mistyped number may still belong to a person.
/// </summary>
internal static class Identities
{
    private static readonly SearchValues<string> Provinces = SearchValues.Create(
        ["11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91"],
        StringComparison.Ordinal);

    public static Hit? Find(ref Reading text, NumberRun run, int count)
    {
        var digits = run.Digits(count);
        // From six digits on, the groups may be anything; smaller ones are a number only when they are grouped alike.
        if (run[0].Digits < 6 && !run.IsAlike(0, count))
        {
            return null;
        }

        var last = run[count - 1];
        if (digits.Length == 17 && ReadX(ref text, last.End) is var end and > 0 && IsModern(digits))
        {
            return new Hit(run[0].Start, end, string.Concat(Numbers.Star(digits, 4, 3), "X"));
        }

        if (digits.Length == 18 && IsModern(digits))
        {
            return new Hit(run[0].Start, last.End, Numbers.Star(digits, 4, 4));
        }

        return count == 1 && digits.Length == 15 && IsOld(digits)
            ? new Hit(run[0].Start, last.End, Numbers.Star(digits, 4, 4))
            : null;
    }

    private static int ReadX(ref Reading text, int at)
    {
        var c = text.At(at);
        if (Chars.IsSpace(c) || Chars.IsHyphen(c) || Chars.IsDot(c) || Chars.IsSlash(c) || Chars.IsInvisible(c))
        {
            at++;
        }

        return Chars.Narrow(text.At(at)) is 'X' or 'x' && !Chars.IsWord(text.At(at + 1)) ? at + 1 : 0;
    }

    private static bool IsModern(ReadOnlySpan<char> digits) =>
        IsRegion(digits) && digits[6..8] is "18" or "19" or "20" && IsMonthAndDay(digits[10..14]);

    private static bool IsOld(ReadOnlySpan<char> digits) => IsRegion(digits) && IsMonthAndDay(digits[8..12]);

    private static bool IsRegion(ReadOnlySpan<char> digits) => digits[..2].ContainsAny(Provinces);

    private static bool IsMonthAndDay(ReadOnlySpan<char> digits) =>
        int.Parse(digits[..2]) is >= 1 and <= 12 && int.Parse(digits[2..4]) is >= 1 and <= 31;
}
