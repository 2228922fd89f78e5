namespace Hotline.Chassis.Privacy;

/// <summary>Bank cards: sixteen to nineteen digits with a first digit of issuers and a right check digit.</summary>
internal static class Cards
{
    public static Hit? Find(NumberRun run, int count)
    {
        var digits = run.Digits(count);
        return digits.Length is >= 16 and <= 19 && digits[0] is (>= '3' and <= '6') or '9'
            && IsGrouped(run, count) && PassesLuhn(digits)
            ? new Hit(run[0].Start, run[count - 1].End, Numbers.Star(digits, 4, 4))
            : null;
    }

    /// <summary>One block, or blocks of four with a shorter last one, as printed on the card.</summary>
    private static bool IsGrouped(NumberRun run, int count)
    {
        for (var i = 0; i < count - 1; i++)
        {
            if (run[i].Digits is not (4 or 6))
            {
                return false;
            }
        }

        return run.IsAlike(0, count);
    }

    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1)
            {
                value = value > 4 ? (value * 2) - 9 : value * 2;
            }

            sum += value;
        }

        return sum % 10 == 0;
    }
}
