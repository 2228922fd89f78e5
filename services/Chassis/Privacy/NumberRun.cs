using System.Runtime.InteropServices;

namespace Hotline.Chassis.Privacy;

/// <summary>What stands between two groups of digits.</summary>
internal enum Gap
{
    None,
    Space,
    Hyphen,
    Closing,
}

/// <summary>One group of digits: where it ends in the text, how many digits it has, what stands before it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Group(int Start, int End, int Digits, Gap Before);

/// <summary>
/// The groups of digits that start at one place, with single gaps between them, read only as far as any number
/// may reach: the cost at each place is bounded whatever the text.
/// </summary>
internal ref struct NumberRun
{
    public const int MaxGroups = 6;
    public const int MaxDigits = 24;

    private readonly Span<char> digits;
    private readonly Span<Group> groups;
    private int total;

    public NumberRun(ReadOnlySpan<char> text, int at, Span<char> digits, Span<Group> groups)
    {
        this.digits = digits;
        this.groups = groups;
        var gap = Gap.None;
        while (Count < MaxGroups && ReadGroup(text, at, gap, out var next))
        {
            at = next;
            if (!ReadGap(text, ref at, out gap) || !MayGoOn(gap))
            {
                break;
            }
        }
    }

    public int Count { get; private set; }

    /// <summary>Where the scan may go on when nothing matched: behind the first group.</summary>
    public int EndOfFirst { get; private set; }

    public readonly Group this[int index] => groups[index];

    public readonly ReadOnlySpan<char> Digits(int groupCount)
    {
        var length = 0;
        for (var i = 0; i < groupCount; i++)
        {
            length += groups[i].Digits;
        }

        return digits[..length];
    }

    /// <summary>
    /// One or two digits begin nothing long, only a country code or a door (5-2-501): rows of small numbers are
    /// left early.
    /// </summary>
    private readonly bool MayGoOn(Gap gap) =>
        groups[0].Digits > 2 || (digits[0] == '8' && digits[1] == '6') || (gap == Gap.Hyphen && Count < 3);

    private bool ReadGroup(ReadOnlySpan<char> text, int start, Gap before, out int end)
    {
        end = start;
        var count = 0;
        for (var at = start; at < text.Length; at++)
        {
            if (Chars.IsDigit(text[at]))
            {
                if (total + count < MaxDigits)
                {
                    digits[total + count] = Chars.Narrow(text[at]);
                }

                count++;
                end = at + 1;
            }
            else if (!Chars.IsInvisible(text[at]))
            {
                break;
            }
        }

        if (Count == 0)
        {
            EndOfFirst = end;
        }

        if (count == 0 || total + count > MaxDigits
            || Remainder.IsHead(text, start, end) || Remainder.IsTail(text, start, end))
        {
            return false;
        }

        groups[Count++] = new Group(start, end, count, before);
        total += count;
        return true;
    }

    private static bool ReadGap(ReadOnlySpan<char> text, ref int at, out Gap gap)
    {
        gap = Gap.None;
        var start = at;
        while (at < text.Length && at - start < 3)
        {
            var c = text[at];
            var kind = Chars.IsSpace(c) || Chars.IsInvisible(c) ? Gap.Space
                : Chars.IsHyphen(c) ? Gap.Hyphen
                : Chars.IsClosing(c) ? Gap.Closing
                : Gap.None;
            if (kind == Gap.None)
            {
                break;
            }

            gap = gap > kind ? gap : kind;
            at++;
        }

        return gap != Gap.None && Chars.IsDigit(Chars.At(text, at));
    }
}
