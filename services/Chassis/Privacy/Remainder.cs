namespace Hotline.Chassis.Privacy;

/// <summary>
/// Recognises what an earlier masking left standing: the head and tail around a row of stars. A remainder never
/// takes part in a new match, or masking twice would hide more than masking once.
/// </summary>
internal static class Remainder
{
    private const int Longest = 4;

    public static bool IsHead(ref Reading text, int start, int end) => end - start <= Longest && StarsFollow(ref text, end);

    /// <summary>A row of stars and more of the word behind it.</summary>
    public static bool StarsFollow(ref Reading text, int end)
    {
        var after = end;
        while (text.At(after) == '*')
        {
            after++;
        }

        return after > end && Chars.IsWord(text.At(after));
    }

    public static bool IsTail(ref Reading text, int start, int end)
    {
        if (end - start > Longest || text.At(start - 1) != '*')
        {
            return false;
        }

        var before = start - 1;
        while (text.At(before) == '*')
        {
            before--;
        }

        return Chars.IsWord(text.At(before));
    }
}
