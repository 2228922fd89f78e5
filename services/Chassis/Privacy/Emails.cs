namespace Hotline.Chassis.Privacy;

/// <summary>E-mail addresses: the domain stays, the mailbox goes.</summary>
internal static class Emails
{
    private const int LongestMailbox = 64;
    private const int LongestLabel = 64;

    /// <summary>Looks at the word starting at <paramref name="at"/>.</summary>
    public static Hit? Find(ref Reading text, int at)
    {
        if (at >= text.MailboxEnd)
        {
            text.MailboxEnd = at;
            while (IsMailbox(text.At(text.MailboxEnd)))
            {
                text.MailboxEnd++;
            }
        }

        var end = text.MailboxEnd;
        if (end - at > LongestMailbox || text.At(end) is not ('@' or '＠') || !IsDomain(ref text, end + 1)
            || Remainder.IsTail(ref text, at, end))
        {
            return null;
        }

        // The scan goes on behind the @: a domain may hold digits that belong to a person.
        return new Hit(at, end, end - at > 1 ? $"{Chars.Narrow(text.At(at))}***" : "***");
    }

    private static bool IsMailbox(char c) => Chars.IsWord(c) || Chars.Narrow(c) is '.' or '_' or '%' or '+' or '-';

    private static bool IsDomain(ref Reading text, int start)
    {
        var at = start;
        while (at - start < LongestLabel && (Chars.IsWord(text.At(at)) || text.At(at) == '-'))
        {
            at++;
        }

        return at > start && Chars.Narrow(text.At(at)) == '.' && Chars.IsWord(text.At(at + 1));
    }
}
