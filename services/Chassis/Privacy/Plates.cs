namespace Hotline.Chassis.Privacy;

/// <summary>Vehicle plates: province, letter, five characters, six for electric vehicles, with small gaps as people write them.</summary>
internal static class Plates
{
    public const string Provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

    public static Hit? Find(ref Reading text, int at)
    {
        var letterAt = Skip(ref text, at + 1, most: 1);
        var letter = char.ToUpperInvariant(Chars.Narrow(text.At(letterAt)));
        if (!char.IsAsciiLetter(letter))
        {
            return null;
        }

        var start = Skip(ref text, letterAt + 1, most: 2);
        var end = start;
        var digits = 0;
        while (end - start < 7 && Chars.IsWord(text.At(end)))
        {
            digits += Chars.IsLatinDigit(text.At(end)) ? 1 : 0;
            end++;
        }

        var length = end - start;
        if (length == 4 && text.At(end) is '学' or '警' or '挂' or '港' or '澳')
        {
            length++;
            end++;
        }

        var goesOn = Chars.IsHyphen(text.At(end)) && Chars.IsWord(text.At(end + 1));
        return length is 5 or 6 && digits >= 2 && !goesOn && !Remainder.StarsFollow(ref text, end)
            ? new Hit(at, end, $"{text.At(at)}{letter}****{Chars.Narrow(text.At(end - 1))}")
            : null;
    }

    private static int Skip(ref Reading text, int at, int most)
    {
        for (var skipped = 0; skipped < most && IsGap(text.At(at)); skipped++)
        {
            at++;
        }

        return at;
    }

    private static bool IsGap(char c) => Chars.IsDot(c) || Chars.IsSpace(c) || Chars.IsHyphen(c) || Chars.IsInvisible(c);
}
