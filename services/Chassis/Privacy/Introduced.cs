namespace Hotline.Chassis.Privacy;

/// <summary>Digits that mean nothing by themselves, but follow a word that says what they are.</summary>
internal static class Introduced
{
    private static readonly string[] PhoneWords = ["电话", "座机", "固话", "联系方式", "号码"];
    private static readonly string[] DocumentWords = ["身份证", "身份证号", "银行卡", "卡号", "账号", "帐号", "社保号"];

    public static Hit? Find(ReadOnlySpan<char> text, int at, NumberRun run)
    {
        var whole = run.Digits(1);
        if (whole.Length >= 12 && Follows(text, at, DocumentWords))
        {
            return new Hit(at, run[0].End, Numbers.Star(whole, 4, 4));
        }

        var count = run.Count > 1 && run[0].Digits is 3 or 4 && run[1].Digits == 4 ? 2 : 1;
        var digits = run.Digits(count);
        return digits.Length is 7 or 8 && digits[0] >= '2' && !IsDate(digits) && Follows(text, at, PhoneWords)
            ? new Hit(at, run[count - 1].End, Numbers.Star(digits, 2, 2))
            : null;
    }

    private static bool IsDate(ReadOnlySpan<char> digits) =>
        digits.Length == 8 && digits[..2] is "19" or "20" && int.Parse(digits[4..6]) is >= 1 and <= 12;

    private static bool Follows(ReadOnlySpan<char> text, int at, string[] words)
    {
        var before = at;
        while (before > 0 && at - before < 6 && text[before - 1] is ' ' or '　' or ':' or '：' or '是' or '为' or ',' or '，' or '号' or '码')
        {
            before--;
        }

        // A skipped "号码" may itself be the end of the word.
        for (var end = before; end <= at; end++)
        {
            foreach (var word in words)
            {
                if (Chars.EndsAt(text, end, word))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
