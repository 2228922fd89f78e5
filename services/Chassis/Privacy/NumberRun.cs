using System.Runtime.InteropServices;

namespace Hotline.Chassis.Privacy;

/// <summary>What stands between two groups of digits; of several characters the last of these that occurs.</summary>
internal enum Gap
{
    /// <summary>Nothing: the next group is written with other digits.</summary>
    None,
    Bracket,
    Space,
    Dot,
    Slash,
    Hyphen,
}

/// <summary>One group of digits: where it stands, how many digits it has, how they are written, what stands before it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Group(int Start, int End, int Digits, Script Script, Gap Before);

/// <summary>
/// The groups of digits that start at one place, with short gaps between them, read only as far as any number may reach: the cost
/// at each place is bounded whatever the text.
/// </summary>
internal ref struct NumberRun
{
    public const int MaxDigits = 24;

    private const int LongestGap = 3;

    private readonly bool _isBehindDigits;

    private readonly Span<char> _digits;
    private readonly Span<Group> _groups;
    private int _total;

    public NumberRun(ref Reading text, int at, Span<char> digits, Span<Group> groups)
    {
        _digits = digits;
        _groups = groups;
        _isBehindDigits = IsBehindDigits(ref text, at);
        var gap = Gap.None;
        while (Count < MaxDigits && ReadGroup(ref text, at, gap, out var next))
        {
            at = next;
            if (!MayGoOn() || !ReadGap(ref text, ref at, out gap))
            {
                break;
            }
        }

        CutBeforeDate();
    }

    public int Count { get; private set; }

    /// <summary>Where the scan may go on when nothing matched: behind the first group.</summary>
    public int EndOfFirst { get; private set; }

    /// <summary>The digits go on behind the run, in what an earlier masking left or beyond what any number has.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The run begins with a date, as 2022-09-28 or 2022/9/28.</summary>
    public bool IsDate { get; private set; }

    public readonly Group this[int index] => _groups[index];

    /// <summary>The digits of the first groups, as ASCII.</summary>
    public readonly ReadOnlySpan<char> Digits(int groupCount)
    {
        var length = 0;
        for (var i = 0; i < groupCount; i++)
        {
            length += _groups[i].Digits;
        }

        return _digits[..length];
    }

    /// <summary>
    /// Whether the groups from one to another, the last excluded, may be one number in whatever grouping: one kind of gap between them,
    /// brackets aside, and no further group in the same manner behind, which would make it a row of numbers.
    /// </summary>
    public readonly bool IsOne(int from, int count) => IsAlike(from, count) && IsEnd(count, KindOf(from, count));

    /// <summary>As <see cref="IsOne"/>, and no digits stand before it either.</summary>
    public readonly bool IsAlone(int count) => !_isBehindDigits && IsOne(0, count);

    /// <summary>One kind of gap within the groups, brackets aside.</summary>
    public readonly bool IsAlike(int from, int count)
    {
        var kind = KindOf(from, count);
        for (var i = from + 1; i < count; i++)
        {
            if (_groups[i].Before > Gap.Bracket && _groups[i].Before != kind)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No group follows in the same manner, or one that may begin a mobile number of its own.</summary>
    public readonly bool IsEnd(int count, Gap kind)
    {
        if (count == Count && IsCut)
        {
            return false;
        }

        if (count == Count || _groups[count].Before != kind || _groups[count].Script != _groups[count - 1].Script)
        {
            return true;
        }

        return Digits(count + 1)[Digits(count).Length] == '1' && kind != Gap.None;
    }

    private readonly Gap KindOf(int from, int count)
    {
        for (var i = from + 1; i < count; i++)
        {
            if (_groups[i].Before > Gap.Bracket)
            {
                return _groups[i].Before;
            }
        }

        return Gap.None;
    }

    private static bool IsBehindDigits(ref Reading text, int at)
    {
        var before = at - 1;
        while (at - before <= LongestGap && GapOf(text.At(before)) != Gap.None)
        {
            before--;
        }

        return Privacy.Digits.IsDigit(text.At(before));
    }

    /// <summary>
    /// From nine digits on only what may still become a number is read further: a mobile or a landline, an identity number with its year,
    /// groups as on a card. Rows of other numbers are left early.
    /// </summary>
    private readonly bool MayGoOn()
    {
        if (_total < 9)
        {
            return true;
        }

        return (_digits[0] == '1' && _digits[1] >= '3' && _total <= 11)
            || (_digits[0] is '0' or '8' && _total <= 15)
            || _digits.Slice(6, 2) is "18" or "19" or "20"
            || IsInBlocks();
    }

    private readonly bool IsInBlocks()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_groups[i].Digits < 4)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadGroup(ref Reading text, int start, Gap before, out int end)
    {
        end = start;
        var count = 0;
        var script = Script.None;
        for (var at = start; ; at++)
        {
            var c = text.At(at);
            var kind = Privacy.Digits.Of(c, out var digit);
            if (kind != Script.None && (script == Script.None || kind == script))
            {
                if (_total + count < MaxDigits)
                {
                    _digits[_total + count] = digit;
                }

                script = kind;
                count++;
                end = at + 1;
            }
            else if (!Chars.IsInvisible(c))
            {
                break;
            }
        }

        if (Count == 0)
        {
            EndOfFirst = end;
        }

        if (count == 0 || _total + count > MaxDigits
            || Remainder.IsHead(ref text, start, end) || Remainder.IsTail(ref text, start, end))
        {
            IsCut = count > 0;
            return false;
        }

        _groups[Count++] = new Group(start, end, count, script, before);
        _total += count;
        return true;
    }

    private bool ReadGap(ref Reading text, ref int at, out Gap gap)
    {
        gap = Gap.None;
        var start = at;
        while (at - start < LongestGap)
        {
            var kind = GapOf(text.At(at));
            if (kind == Gap.None)
            {
                break;
            }

            gap = gap > kind ? gap : kind;
            at++;
        }

        IsCut = text.At(at) == '*';
        return Privacy.Digits.IsDigit(text.At(at));
    }

    private static Gap GapOf(char c) => Chars.IsInvisible(c) || Chars.IsSpace(c) ? Gap.Space
        : Chars.IsHyphen(c) ? Gap.Hyphen
        : Chars.IsDot(c) ? Gap.Dot
        : Chars.IsSlash(c) ? Gap.Slash
        : Chars.IsBracket(c) ? Gap.Bracket
        : Gap.None;

    /// <summary>A date behind a number is no part of it: 欠款135 2022-09-28.</summary>
    private void CutBeforeDate()
    {
        for (var i = 0; i + 2 < Count; i++)
        {
            var isAlone = i > 0 ? _groups[i].Before != _groups[i + 1].Before : Count == 3 || _groups[3].Before != _groups[1].Before;
            if (isAlone && IsDateAt(i))
            {
                (IsDate, IsCut, Count) = (i == 0, IsCut && i == 0, i == 0 ? Count : i);
                return;
            }
        }
    }

    private readonly bool IsDateAt(int i)
    {
        var (year, month, day) = (_groups[i], _groups[i + 1], _groups[i + 2]);
        if (year.Digits != 4 || month.Digits > 2 || day.Digits > 2 || month.Before <= Gap.Space || month.Before != day.Before)
        {
            return false;
        }

        var at = Digits(i).Length;
        return _digits.Slice(at, 2) is "19" or "20"
            && int.Parse(_digits.Slice(at + 4, month.Digits)) is >= 1 and <= 12
            && int.Parse(_digits.Slice(at + 4 + month.Digits, day.Digits)) is >= 1 and <= 31;
    }
}
