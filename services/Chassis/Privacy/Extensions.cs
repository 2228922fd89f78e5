namespace Hotline.Chassis.Privacy;

/// <summary>Extensions behind a telephone number: 转801, 分机 12, ext. 5.</summary>
internal static class Extensions
{
    private const int LongestExtension = 6;

    private static readonly string[] Words = ["转分机", "转", "分机号", "分机", "内线", "ext.", "ext", "Ext.", "Ext", "EXT", "#"];

    /// <summary>Where the extension ends; zero when there is none.</summary>
    public static int EndOf(ref Reading text, int at, out string word)
    {
        at = Skip(ref text, at);
        word = text.FirstAt(at, Words) ?? "";
        if (word.Length == 0)
        {
            return 0;
        }

        var start = Skip(ref text, at + word.Length);
        var end = start;
        while (end - start <= LongestExtension && Digits.IsDigit(text.At(end)))
        {
            end++;
        }

        return end - start is > 0 and <= LongestExtension && text.At(end) != '*' ? end : 0;
    }

    private static int Skip(ref Reading text, int at)
    {
        for (var skipped = 0; skipped < 2 && IsSeparator(text.At(at)); skipped++)
        {
            at++;
        }

        return at;
    }

    private static bool IsSeparator(char c) => c is ',' or '，' or ':' or '：' or '(' or '（' || Chars.IsSpace(c);
}
