namespace Hotline.Chassis.Privacy;

/// <summary>E-mail addresses: the domain stays, the mailbox goes.</summary>
internal static class Emails
{
    private const int LongestMailbox = 64;

    /// <summary>
    /// Looks at the word starting at <paramref name="at"/>. <paramref name="runEnd"/> remembers where the run of
    /// mailbox characters ends, so that each run is read once however many words it has.
    /// </summary>
    public static Hit? Find(ReadOnlySpan<char> text, int at, ref int runEnd)
    {
        if (at >= runEnd)
        {
            runEnd = at;
            while (runEnd < text.Length && IsMailbox(text[runEnd]))
            {
                runEnd++;
            }
        }

        var end = runEnd;
        if (end - at > LongestMailbox || Chars.At(text, end) is not ('@' or '＠') || !IsDomain(text[(end + 1)..])
            || Remainder.IsTail(text, at, end))
        {
            return null;
        }

        // The scan goes on behind the @: a domain may hold digits that belong to a person.
        return new Hit(at, end, end - at > 1 ? $"{Chars.Narrow(text[at])}***" : "***");
    }

    private static bool IsMailbox(char c) => Chars.IsWord(c) || Chars.Narrow(c) is '.' or '_' or '%' or '+' or '-';

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && at < 64 && (Chars.IsWord(text[at]) || text[at] == '-'))
        {
            at++;
        }

        return at > 0 && Chars.Narrow(Chars.At(text, at)) == '.' && Chars.IsWord(Chars.At(text, at + 1));
    }
}
