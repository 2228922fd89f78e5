using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>Vehicle plates: province, letter, five characters, six for electric vehicles.</summary>
internal static class Plates
{
    public static readonly SearchValues<char> Provinces =
        SearchValues.Create("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼");

    public static Hit? Find(ReadOnlySpan<char> text, int at)
    {
        var letter = Chars.Narrow(Chars.At(text, at + 1));
        if (!char.IsAsciiLetter(letter))
        {
            return null;
        }

        var start = at + 2;
        if (Chars.At(text, start) is '·' or '•' or '・' or '.' or ' ' or '-')
        {
            start++;
        }

        var end = start;
        var digits = 0;
        while (end - start < 7 && Chars.IsWord(Chars.At(text, end)))
        {
            digits += Chars.IsDigit(text[end]) ? 1 : 0;
            end++;
        }

        var length = end - start;
        if (length == 4 && Chars.At(text, end) is '学' or '警' or '挂' or '港' or '澳')
        {
            length++;
            end++;
        }

        return length is 5 or 6 && digits >= 2 && !Remainder.StarsFollow(text, end)
            ? new Hit(at, end, $"{text[at]}{letter}****{Chars.Narrow(text[end - 1])}")
            : null;
    }
}
