using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>The unit and room behind a building's number. The building stays: handlers need it.</summary>
internal static class Doors
{
    private const string ChineseDigits = "零〇一二三四五六七八九十百两";

    // What makes a number after a building a quantity: 3号楼120户, 2单元15人.
    private static readonly SearchValues<char> Measures = SearchValues.Create("户人米平家层楼个元块天小名多余几台套间处张号次年月日时分秒万mM㎡%.．：:*");

    private static readonly SearchValues<char> EstateEnds = SearchValues.Create("区园苑院庄楼里村家城府庭湾居");

    public static readonly SearchValues<char> Numerals = SearchValues.Create(ChineseDigits);

    public static Hit? Find(ReadOnlySpan<char> text, int at, NumberRun run)
    {
        var first = run[0];
        if (run.Count >= 3 && IsTriple(text, at, run))
        {
            return new Hit(at, run[2].End, string.Concat(run.Digits(1), "-*-*"));
        }

        return IsDoor(text, at, first.End, first.Digits) ? new Hit(at, first.End, "*") : null;
    }

    /// <summary>The same in Chinese digits, 二单元五零一室.</summary>
    public static Hit? FindChinese(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        while (end < text.Length && Numerals.Contains(text[end]))
        {
            end++;
        }

        var length = end - at;
        var isUnit = length <= 3 && StartsAt(text, end, "单元");
        var isRoom = length is >= 3 and <= 5 && Chars.At(text, end) == '室';
        return isUnit || isRoom ? new Hit(at, end, "*") : null;
    }

    private static bool IsDoor(ReadOnlySpan<char> text, int at, int end, int digits)
    {
        var next = Chars.At(text, end);
        if (digits <= 3 && StartsAt(text, end, "单元"))
        {
            return true;
        }

        var afterUnit = Chars.EndsAt(text, at, "单元");
        if (next == '室')
        {
            return digits is >= 2 and <= 5 || afterUnit;
        }

        // One unit never holds a hundred households: 2单元102户 is a door.
        if (afterUnit && digits is 3 or 4 && next is '户' or '号')
        {
            return true;
        }

        var afterBuilding = Chars.EndsAt(text, at, "号楼") || Chars.EndsAt(text, at, "栋") || Chars.EndsAt(text, at, "幢");
        return ((afterUnit && digits <= 5) || (afterBuilding && digits is 3 or 4))
            && !Measures.Contains(next) && !Chars.IsHyphen(next);
    }

    /// <summary>Building-unit-room behind an estate's name or before 室: 长安小区5-2-501.</summary>
    private static bool IsTriple(ReadOnlySpan<char> text, int at, NumberRun run)
    {
        var isShape = run[0].Digits <= 3 && run[1] is { Digits: <= 2, Before: Gap.Hyphen }
            && run[2] is { Digits: 3 or 4, Before: Gap.Hyphen };
        return isShape
            && (Chars.At(text, run[2].End) == '室' || (at > 0 && EstateEnds.Contains(text[at - 1])));
    }

    private static bool StartsAt(ReadOnlySpan<char> text, int at, string word) =>
        text[at..].StartsWith(word, StringComparison.Ordinal);
}
