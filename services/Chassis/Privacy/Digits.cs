namespace Hotline.Chassis.Privacy;

/// <summary>How a digit is written.</summary>
internal enum Script
{
    /// <summary>No digit.</summary>
    None,

    /// <summary>0 to 9, full-width too.</summary>
    Latin,

    /// <summary>一二三, 壹贰叁, and 幺 as numbers are read out.</summary>
    Chinese,

    /// <summary>①, ❶, ⑴, ⒈.</summary>
    Circled,
}

/// <summary>The digits that numbers are written with.</summary>
internal static class Digits
{
    /// <summary>Every character that reads as a digit.</summary>
    public const string All = "0123456789０１２３４５６７８９" + Chinese + Circled;

    private const string Chinese = "零〇一二三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖";

    private const string ChineseValues = "001234567891122334566789";

    private const string Circled = "⓪①②③④⑤⑥⑦⑧⑨❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒⓵⓶⓷⓸⓹⓺⓻⓼⓽⑴⑵⑶⑷⑸⑹⑺⑻⑼⒈⒉⒊⒋⒌⒍⒎⒏⒐";

    /// <summary>How the character is written as a digit.</summary>
    /// <param name="c">The character.</param>
    /// <param name="digit">Its ASCII twin; NUL when it is no digit.</param>
    public static Script Of(char c, out char digit)
    {
        if (char.IsAsciiDigit(c) || c is >= '０' and <= '９')
        {
            digit = Chars.Narrow(c);
            return Script.Latin;
        }

        digit = '\0';
        if (c < '\u2460')
        {
            return Script.None;
        }

        if (c < '\u3000')
        {
            // ⓪ stands first, all others in rows of nine.
            var at = Circled.IndexOf(c);
            digit = at < 0 ? '\0' : at == 0 ? '0' : (char)('1' + ((at - 1) % 9));
            return at < 0 ? Script.None : Script.Circled;
        }

        var value = Chinese.IndexOf(c);
        digit = value < 0 ? '\0' : ChineseValues[value];
        return value < 0 ? Script.None : Script.Chinese;
    }

    public static bool IsDigit(char c) => Of(c, out _) != Script.None;
}
