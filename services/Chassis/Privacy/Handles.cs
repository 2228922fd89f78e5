namespace Hotline.Chassis.Privacy;

/// <summary>WeChat, QQ and passport numbers, which only their introduction gives away.</summary>
internal static class Handles
{
    private static readonly (string Word, int Shortest)[] Words =
        [("微信", 6), ("QQ", 5), ("VX", 6), ("WX", 6), ("护照", 8)];

    private static readonly string[] Fillers = ["号码", "账号", "帐号", "号", "ID", "id", "是", "为", "：", ":", " ", "　"];

    public static Hit? Find(ReadOnlySpan<char> text, int at)
    {
        foreach (var (word, shortest) in Words)
        {
            if (StartsWith(text[at..], word))
            {
                return Behind(text, at + word.Length, shortest);
            }
        }

        return null;
    }

    private static Hit? Behind(ReadOnlySpan<char> text, int at, int shortest)
    {
        for (var skipped = 0; skipped < 4; skipped++)
        {
            var filler = Filler(text[at..]);
            if (filler == 0)
            {
                break;
            }

            at += filler;
        }

        var end = at;
        while (end < text.Length && (Chars.IsWord(text[end]) || text[end] is '_' or '-'))
        {
            end++;
        }

        return end - at >= shortest && !Remainder.IsTail(text, at, end) && !Remainder.StarsFollow(text, end)
            ? new Hit(at, end, $"{Chars.Narrow(text[at])}***")
            : null;
    }

    private static int Filler(ReadOnlySpan<char> text)
    {
        foreach (var filler in Fillers)
        {
            if (text.StartsWith(filler, StringComparison.Ordinal))
            {
                return filler.Length;
            }
        }

        return 0;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string word)
    {
        if (text.Length < word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (char.ToUpperInvariant(Chars.Narrow(text[i])) != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
