namespace Hotline.Chassis.Privacy;

/// <summary>Mobile numbers, with or without country code, and landlines with their area code.</summary>
internal static class Phones
{
    public static Hit? Find(ReadOnlySpan<char> text, NumberRun run, int count) =>
        Mobile(run, count) ?? Landline(text, run, count);

    private static Hit? Mobile(NumberRun run, int count)
    {
        var digits = run.Digits(count);
        var prefix = digits.Length == 15 && digits.StartsWith("0086") ? 4
            : digits.Length == 13 && digits.StartsWith("86") ? 2
            : digits.Length == 12 && digits[0] == '0' ? 1
            : 0;
        var number = digits[prefix..];
        if (number.Length != 11 || number[0] != '1' || number[1] is < '3' or > '9' || !IsMobileShape(run, count, prefix))
        {
            return null;
        }

        var shown = Numbers.Star(number, 3, 4);
        shown = prefix switch
        {
            0 => shown,
            1 => "0" + shown,
            // The hyphen keeps the country code from running into the number when the text is masked again.
            _ => string.Concat(digits[..prefix], "-", shown),
        };
        return new Hit(run[0].Start, run[count - 1].End, shown);
    }

    /// <summary>In one block, 3-4-4, 3-8, 7-4 or 3-3-5, with one kind of gap: not any row of small numbers.</summary>
    private static bool IsMobileShape(NumberRun run, int count, int prefix)
    {
        for (var i = 2; i < count; i++)
        {
            if (run[i].Before != run[1].Before)
            {
                return false;
            }
        }

        return (count, run[0].Digits - prefix) switch
        {
            (1, _) => true,
            (2, 3 or 7) => true,
            (3, 3) => run[1].Digits is 4 or 3,
            _ => false,
        };
    }

    private static Hit? Landline(ReadOnlySpan<char> text, NumberRun run, int count)
    {
        var digits = run.Digits(count);
        var first = run[0];
        if (count >= 3 && digits.StartsWith("86") && first.Digits == 2 && Chars.At(text, first.Start - 1) is '+' or '＋'
            && run[1].Digits is 2 or 3 && run[1].Digits == AreaLength(digits[2..], trunk: false))
        {
            return Shown(run, count, 2, run[1].Digits);
        }

        var area = AreaLength(digits, trunk: true);
        return area > 0 && (count == 1 || first.Digits == area) ? Shown(run, count, 0, area) : null;
    }

    private static Hit? Shown(NumberRun run, int count, int country, int area)
    {
        var digits = run.Digits(count);
        var local = digits[(country + area)..];
        var before = country == 0 ? 1 : 2;
        if (local.Length is not (7 or 8) || local[0] is '0' or '1' || count - before > 2)
        {
            return null;
        }

        var shown = string.Concat(
            country == 0 ? "" : "86-",
            digits.Slice(country, area),
            count > before && run[before].Before == Gap.Closing ? ")" : "-",
            Numbers.Star(local, 2, 2));
        var hasExtension = run.Count == count + 1 && run[count] is { Before: Gap.Hyphen, Digits: <= 6 };
        return hasExtension
            ? new Hit(run[0].Start, run[count].End, shown + "-***")
            : new Hit(run[0].Start, run[count - 1].End, shown);
    }

    /// <summary>010 and 02x have three digits, all others four; zero when it is no area code.</summary>
    private static int AreaLength(ReadOnlySpan<char> digits, bool trunk)
    {
        if (trunk && (digits.Length < 10 || digits[0] != '0'))
        {
            return 0;
        }

        var zero = trunk ? 1 : 0;
        return digits[zero] switch
        {
            '1' => digits[zero + 1] == '0' ? 2 + zero : 0,
            '2' => 2 + zero,
            >= '3' and <= '9' => 3 + zero,
            _ => 0,
        };
    }
}
