namespace Hotline.Chassis.Privacy;

/// <summary>
/// Recognises what an earlier masking left standing: the head and tail around a row of stars. A remainder never
/// takes part in a new match, or masking twice would hide more than masking once.
/// </summary>
internal static class Remainder
{
    private const int Longest = 4;

    public static bool IsHead(ReadOnlySpan<char> text, int start, int end) =>
        end - start <= Longest && StarsFollow(text, end);

    /// <summary>A row of stars and more of the word behind it.</summary>
    public static bool StarsFollow(ReadOnlySpan<char> text, int end)
    {
        var after = end;
        while (Chars.At(text, after) == '*')
        {
            after++;
        }

        return after > end && Chars.IsWord(Chars.At(text, after));
    }

    public static bool IsTail(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start > Longest || Chars.At(text, start - 1) != '*')
        {
            return false;
        }

        var before = start - 1;
        while (Chars.At(text, before) == '*')
        {
            before--;
        }

        return Chars.IsWord(Chars.At(text, before));
    }
}
