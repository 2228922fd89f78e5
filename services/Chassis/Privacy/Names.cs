namespace Hotline.Chassis.Privacy;

/// <summary>
/// Names behind an introduction: 我叫张三, 户主：李四, 邻居王强说. Careful on purpose: 我是李各庄村的 names a village, so after a
/// weak introduction a name counts only when it ends the phrase.
/// </summary>
internal static class Names
{
    private const int MostSeparators = 3;

    public static Hit? Find(ref Reading text, int at)
    {
        if (text.At(at) == '名' && Introductions.SurnameBefore(ref text, at))
        {
            return GivenName(ref text, at + 1);
        }

        var introduction = Introductions.At(ref text, at);
        if (introduction == Introduction.None)
        {
            return null;
        }

        var start = at + 1;
        var (separated, isColon) = SkipSeparators(ref text, ref start);
        introduction = introduction switch
        {
            Introduction.Label => separated ? Introduction.Strong : Introduction.Told,
            Introduction.Told when isColon => Introduction.Strong,
            _ => introduction,
        };
        var mayBeDoubtful = introduction == Introduction.Strong && text.At(at) is '叫' or '是';
        return Minority(ref text, start, introduction) ?? Chinese(ref text, start, introduction, mayBeDoubtful);
    }

    private static (bool Separated, bool IsColon) SkipSeparators(ref Reading text, ref int at)
    {
        var start = at;
        var isColon = false;
        while (at - start < MostSeparators && text.At(at) is '：' or ':' or ' ' or '　' or '是' or '为' or '叫' or '（' or '(')
        {
            isColon |= text.At(at) is '：' or ':';
            at++;
        }

        return (at > start, isColon);
    }

    private static Hit? Minority(ref Reading text, int start, Introduction introduction)
    {
        var end = MinorityNames.EndOfDotted(ref text, start);
        end = end == 0 ? MinorityNames.EndOfComposed(ref text, start) : end;
        return end > 0 && text.At(end) != '*' && (introduction == Introduction.Strong || EndsPhrase(ref text, end, introduction))
            ? new Hit(start, end, $"{text.At(start)}**")
            : null;
    }

    private static Hit? Chinese(ref Reading text, int start, Introduction introduction, bool mayBeDoubtful)
    {
        var surname = Surnames.LengthAt(ref text, start, mayBeDoubtful);
        if (surname == 0 || text.HasAny(start, 2, NameWords.Plain) || text.HasAny(start + surname, 2, NameWords.Titles))
        {
            return null;
        }

        var one = start + surname + Chars.HanAt(ref text, start + surname);
        if (one == start + surname)
        {
            return null;
        }

        var two = one + Chars.HanAt(ref text, one);
        var isShort = two == one || NameWords.PhraseStarts.Contains(text.At(one));
        var end = isShort ? one : two;
        if (text.At(one) == '*' || text.At(two) == '*')
        {
            // What an earlier masking left: 户主任** is no 户主 whose name is 任.
            return null;
        }

        var isName = introduction == Introduction.Strong
            ? !IsPlace(ref text, end)
            : EndsPhrase(ref text, end, introduction) && !NameWords.PlaceEnds.Contains(text.At(end - 1));
        return isName ? new Hit(start, end, string.Concat(text.Between(start, start + surname), "**")) : null;
    }

    /// <summary>The given name alone, 我姓张名伟.</summary>
    private static Hit? GivenName(ref Reading text, int start)
    {
        var one = start + Chars.HanAt(ref text, start);
        if (one == start)
        {
            return null;
        }

        var two = one + Chars.HanAt(ref text, one);
        if (text.At(one) == '*' || text.At(two) == '*')
        {
            return null;
        }

        return new Hit(start, NameWords.PhraseStarts.Contains(text.At(one)) ? one : two, "**");
    }

    /// <summary>Nothing of the sentence runs on behind the name; of somebody else's also what that person does.</summary>
    private static bool EndsPhrase(ref Reading text, int end, Introduction introduction) =>
        Chars.HanAt(ref text, end) == 0
        || (introduction == Introduction.Told && NameWords.Verbs.Contains(text.At(end)))
        || (Digits.IsDigit(text.At(end)) && Numbers.Find(ref text, end, out _) is not null);

    /// <summary>李各庄村委会 is no 李各 who is followed by a village; 王小明村民 is a villager.</summary>
    private static bool IsPlace(ref Reading text, int end) =>
        NameWords.PlaceGoesOn.Contains(text.At(end)) && text.At(end + 1) != '民';
}
