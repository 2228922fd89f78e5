namespace Hotline.Chassis.Privacy;

/// <summary>Mobile numbers, with or without country code, and landlines with their area code or an extension.</summary>
internal static class Phones
{
    public static Hit? Find(ref Reading text, NumberRun run, int count) =>
        Mobile(run, count) ?? Landline(ref text, run, count) ?? LocalWithExtension(ref text, run, count);

    /// <summary>Seven or eight digits as Beijing and its neighbours dial them, and no date.</summary>
    public static bool IsLocal(NumberRun run, int count)
    {
        var digits = run.Digits(count);
        return digits.Length is 7 or 8 && digits[0] is >= '2' and <= '8' && !IsDate(digits)
            && (count == 1 || (count == 2 && run[0].Digits is 3 or 4) || run.IsAlone(count));
    }

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

    /// <summary>
    /// In one block, or as people write it: 3-4-4, 3-8, 7-4, 3-3-5. In any other grouping only when nothing of the kind goes on behind
    /// it, and with several kinds of gaps only when the first group is a mobile's: not any row of numbers.
    /// </summary>
    private static bool IsMobileShape(NumberRun run, int count, int prefix)
    {
        var (from, first) = Behind(run, count, prefix);
        if (count - from == 1)
        {
            return true;
        }

        var isUsual = (count - from, first) is (2, 3 or 7) || (count - from == 3 && first == 3 && run[from + 1].Digits is 3 or 4);
        return run.IsAlike(from, count) ? isUsual || run.IsOne(from, count) : first == 3 || first >= 7;
    }

    /// <summary>The group in which the number begins behind a prefix, and how many of its digits belong to the number.</summary>
    private static (int From, int Digits) Behind(NumberRun run, int count, int prefix)
    {
        var passed = 0;
        for (var i = 0; i < count; i++)
        {
            passed += run[i].Digits;
            if (passed > prefix)
            {
                return (i, passed - prefix);
            }
        }

        return (0, 0);
    }

    private static Hit? Landline(ref Reading text, NumberRun run, int count)
    {
        var digits = run.Digits(count);
        var first = run[0];
        if (count >= 3 && digits.StartsWith("86") && first.Digits == 2 && text.At(first.Start - 1) is '+' or '＋'
            && run[1].Digits is 2 or 3 && run[1].Digits == AreaLength(digits[2..], trunk: false))
        {
            return Shown(ref text, run, count, 2, run[1].Digits);
        }

        var area = AreaLength(digits, trunk: true);
        return area > 0 && (count == 1 || (first.Digits == area && count <= 3) || run.IsAlone(count))
            ? Shown(ref text, run, count, 0, area)
            : null;
    }

    private static Hit? Shown(ref Reading text, NumberRun run, int count, int country, int area)
    {
        var digits = run.Digits(count);
        var local = digits[(country + area)..];
        var before = country == 0 ? 1 : 2;
        if (local.Length is not (7 or 8) || local[0] is '0' or '1' || (country > 0 && count - before > 2))
        {
            return null;
        }

        var first = count > before && run[before - 1].Digits == area;
        var shown = string.Concat(
            country == 0 ? "" : "86-",
            digits.Slice(country, area),
            first && text.At(run[before].Start - 1) is ')' or '）' ? ")" : "-",
            Numbers.Star(local, 2, 2));
        return Extended(ref text, run, count, shown);
    }

    private static Hit? LocalWithExtension(ref Reading text, NumberRun run, int count) =>
        IsLocal(run, count) && Extensions.EndOf(ref text, run[count - 1].End, out _) > 0
            ? Extended(ref text, run, count, Numbers.Star(run.Digits(count), 2, 2))
            : null;

    /// <summary>With its extension, behind a word or as a last short group behind a hyphen.</summary>
    private static Hit Extended(ref Reading text, NumberRun run, int count, string shown)
    {
        if (Extensions.EndOf(ref text, run[count - 1].End, out var word) is var end and > 0)
        {
            return new Hit(run[0].Start, end, $"{shown}{word}***");
        }

        return run.Count == count + 1 && run[count] is { Before: Gap.Hyphen, Digits: <= 6 }
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

    private static bool IsDate(ReadOnlySpan<char> digits) =>
        digits.Length == 8 && digits[..2] is "19" or "20" && int.Parse(digits[4..6]) is >= 1 and <= 12;
}
