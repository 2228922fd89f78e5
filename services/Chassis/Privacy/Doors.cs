using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>The room behind a building and unit, and the house in a row or a lane. Building and unit stay: handlers need them.</summary>
internal static class Doors
{
    private const string ChineseDigits = "零〇一二三四五六七八九";

    /// <summary>What Chinese numbers are made of.</summary>
    public const string Numerals = ChineseDigits + "十百两";

    // What makes a number after a building a quantity or another place: 3号楼120户, 2单元15人, 2单元3楼.
    private static readonly SearchValues<char> Measures = SearchValues.Create("户人米平家层楼个元块天小名多余几台套间处张号次年月日时分秒万门度吨棵辆只条mM㎡%.．：:*");

    private static readonly SearchValues<char> EstateEnds = SearchValues.Create("区园苑院庄楼里村家城府庭湾居");

    // What may follow 号 where the number is that of a building, a line, a shop: 南街12号院, 村12号井.
    private static readonly SearchValues<char> OtherThings = SearchValues.Create("楼院线店门厅井桩杆馆库栋机房地台车桌路桥坑棚站摊商铺公");

    private static readonly string[] Lanes = ["街", "巷", "胡同", "村", "庄", "屯", "弄", "条", "排", "队", "组"];

    // These lanes are counted: without a number before them they are other words.
    private static readonly SearchValues<char> Counted = SearchValues.Create("条排队组");

    public static Hit? Find(ref Reading text, int at, NumberRun run)
    {
        var first = run[0];
        if (first.Script != Script.Latin)
        {
            return FindChinese(ref text, at);
        }

        return Joined(ref text, at, run) is { } room ? new Hit(room.Start, room.End, "*")
            : IsDoor(ref text, at, first.End, first.Digits, isChinese: false) ? new Hit(at, first.End, "*")
            : null;
    }

    /// <summary>The same in Chinese digits, 二单元五零一室.</summary>
    public static Hit? FindChinese(ref Reading text, int at)
    {
        if (Numerals.Contains(text.At(at - 1)))
        {
            return null;
        }

        var end = at;
        var isPlain = true;
        while (end - at <= 5 && Numerals.Contains(text.At(end)))
        {
            isPlain &= ChineseDigits.Contains(text.At(end));
            end++;
        }

        var length = end - at;
        var isDoor = length is > 0 and <= 5
            && (IsLane(ref text, at, end) || (isPlain && length >= 3 && IsDoor(ref text, at, end, length, isChinese: true)));
        return isDoor ? new Hit(at, end, "*") : null;
    }

    private static bool IsDoor(ref Reading text, int at, int end, int digits, bool isChinese)
    {
        var next = text.At(end);
        // A1203 is a room as 1203 is, and so is -1203.
        var isLed = (Chars.IsLetter(text.At(at - 1)) && !Chars.IsWord(text.At(at - 2))) || Chars.IsHyphen(text.At(at - 1));
        var start = isLed ? at - 1 : at;
        var afterUnit = text.EndsAt(start, "单元");
        if (next == '室')
        {
            return digits is >= 2 and <= 5 || afterUnit;
        }

        if (digits is 3 or 4 && next is '号' or '户' && (afterUnit || IsGate(ref text, start)))
        {
            // One unit never holds a hundred households: 2单元102户 is a door.
            return true;
        }

        if (digits is 3 or 4 && next == '号' && IsBuilding(ref text, start) && !OtherThings.Contains(text.At(end + 1)))
        {
            return true;
        }

        var isRoom = (afterUnit && digits <= 5) || (digits is 3 or 4 && (IsBuilding(ref text, start) || IsGate(ref text, start)));
        return (isRoom && !Measures.Contains(next) && !Chars.IsHyphen(next)) || (!isChinese && digits <= 4 && IsLane(ref text, at, end));
    }

    /// <summary>5号楼, 5栋, B座, 12楼, 3层, 5号院, 5#.</summary>
    private static bool IsBuilding(ref Reading text, int at) => text.At(at - 1) switch
    {
        '栋' or '幢' => true,
        '楼' or '层' or '#' => IsCounted(text.At(at - 2)) || text.At(at - 2) is '号' or '#',
        '座' => IsCounted(text.At(at - 2)) || Chars.IsLetter(text.At(at - 2)),
        '院' => text.At(at - 2) == '号',
        _ => false,
    };

    /// <summary>Beijing's older houses say gate for unit: 5栋2门301.</summary>
    private static bool IsGate(ref Reading text, int at) =>
        text.At(at - 1) == '门' && (IsCounted(text.At(at - 2)) || text.At(at - 2) == '号');

    /// <summary>A house: 12排3号, 南街12号, 李各庄村十二号. A main street's number is that of a shop or an office.</summary>
    private static bool IsLane(ref Reading text, int at, int end)
    {
        if (text.At(end) != '号' || OtherThings.Contains(text.At(end + 1)) || !text.EndsWithAny(at, Lanes))
        {
            return false;
        }

        var before = text.At(at - 2);
        return Counted.Contains(text.At(at - 1)) ? IsCounted(before) : !(text.At(at - 1) == '街' && before == '大') && before != '新';
    }

    private static bool IsCounted(char c) => Chars.IsLatinDigit(c) || Numerals.Contains(c);

    /// <summary>Building-unit-room behind an estate's name, 长安小区5-2-501, or unit-room behind a building, 5号楼2-501.</summary>
    private static Group? Joined(ref Reading text, int at, NumberRun run)
    {
        if (run.Count < 2 || run[0].Digits > 3 || run[1].Before != Gap.Hyphen)
        {
            return null;
        }

        var before = text.At(at - 1);
        if (run[0].Digits <= 2 && run[1].Digits is 3 or 4)
        {
            return (IsBuilding(ref text, at) || text.EndsAt(at, "单元") || text.At(run[1].End) == '室') && IsLast(run, 2) ? run[1] : null;
        }

        var isTriple = run.Count >= 3 && run[1].Digits <= 2 && run[2] is { Digits: 3 or 4, Before: Gap.Hyphen };
        return isTriple && (text.At(run[2].End) == '室' || EstateEnds.Contains(before)) ? run[2] : null;
    }

    private static bool IsLast(NumberRun run, int count) => run.Count == count || run[count].Before != Gap.Hyphen;
}
