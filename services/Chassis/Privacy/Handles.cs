namespace Hotline.Chassis.Privacy;

/// <summary>Accounts, passports and passes, which only their introduction gives away.</summary>
internal static class Handles
{
    private const int Longest = 40;
    private const int MostFillers = 4;

    /// <summary>The Chinese characters that an introduction begins with.</summary>
    public const string Starts = "微薇威扣企抖快支钉小护通回台居";

    private static readonly (string Word, int Shortest)[] Words =
    [
        ("微信", 6), ("薇信", 6), ("威信", 6), ("微博", 4), ("V信", 6), ("v信", 6), ("VX", 6), ("WX", 6), ("WECHAT", 6), ("QQ", 5), ("扣扣", 5),
        ("企鹅号", 5), ("抖音", 4), ("快手", 4), ("支付宝", 6), ("钉钉", 6), ("小红书", 4), ("护照", 8), ("通行证", 8), ("回乡证", 8),
        ("台胞证", 8), ("居留证", 8), ("居住证", 8),
    ];

    private static readonly string[] Fillers =
        ["号码", "账号", "帐号", "账户", "证号", "号", "ID", "id", "Id", "是", "为", "叫", "：", ":", "=", " ", "　", "（", "(", "“", "\""];

    public static Hit? Find(ref Reading text, int at)
    {
        foreach (var (word, shortest) in Words)
        {
            if (Has(ref text, at, word))
            {
                return Behind(ref text, at + word.Length, shortest);
            }
        }

        return null;
    }

    private static Hit? Behind(ref Reading text, int at, int shortest)
    {
        for (var skipped = 0; skipped < MostFillers && text.FirstAt(at, Fillers) is { } filler; skipped++)
        {
            at += filler.Length;
        }

        var end = at;
        while (end - at <= Longest && IsHandle(text.At(end)))
        {
            end++;
        }

        if (end - at < shortest)
        {
            return Grouped(ref text, at, shortest);
        }

        return end - at <= Longest && !Remainder.IsTail(ref text, at, end) && !Remainder.StarsFollow(ref text, end)
            ? new Hit(at, end, $"{Chars.Narrow(text.At(at))}***")
            : null;
    }

    /// <summary>Digits with gaps between them, QQ 123 456 789, or in other scripts.</summary>
    private static Hit? Grouped(ref Reading text, int at, int shortest)
    {
        if (!Digits.IsDigit(text.At(at)))
        {
            return null;
        }

        var run = new NumberRun(ref text, at, stackalloc char[NumberRun.MaxDigits], stackalloc Group[NumberRun.MaxDigits]);
        var digits = run.Digits(run.Count);
        return digits.Length >= shortest && digits.Length <= 12 && !run.IsDate && !run.IsCut && run.IsAlike(0, run.Count)
            ? new Hit(at, run[run.Count - 1].End, $"{digits[0]}***")
            : null;
    }

    private static bool IsHandle(char c) => Chars.IsWord(c) || c is '_' or '-';

    private static bool Has(ref Reading text, int at, string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (char.ToUpperInvariant(Chars.Narrow(text.At(at + i))) != char.ToUpperInvariant(word[i]))
            {
                return false;
            }
        }

        return true;
    }
}
