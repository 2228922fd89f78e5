using System.Buffers;
using System.Text;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Names people give themselves: 我叫张三, 本人李四，. Careful on purpose: 我是李各庄村的 names a village, so after a weak
/// introduction a name counts only when it ends the phrase.
/// </summary>
internal static class Names
{
    private enum Introduction
    {
        None,
        Weak,
        Strong,
    }

    /// <summary>The characters an introduction ends with.</summary>
    public const string Ends = "叫是名人";

    private static readonly string[] Labels =
        ["来电人", "反映人", "诉求人", "投诉人", "举报人", "申请人", "联系人"];

    // What follows a family name in words that are no names.
    private static readonly SearchValues<string> Titles = SearchValues.Create(
        [
            "女士", "先生", "小姐", "某", "大爷", "大妈", "阿姨", "师傅", "老师", "医生", "书记", "主任", "经理", "同志", "警官",
            "局长", "科长", "处长", "队长", "镇长", "村长", "校长", "律师", "大夫", "护士", "老板",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> PlainWords = SearchValues.Create(
        [
            "孙女", "孙子", "高中", "高血", "高龄", "高三", "高一", "高二", "高考", "白领", "马上", "安徽", "江苏", "江西", "黄山",
            "温州", "常州", "常年", "曾在", "曾经", "曾于", "曾向", "曾多", "任何", "石家", "金融", "安保", "康复", "白天", "高兴",
            "高温", "高铁", "文员", "何时", "何人", "万一", "余下", "严重", "严格", "安全", "安装", "毕业", "华北", "易地", "钱款",
            "齐全", "申请", "申诉", "汤河", "于今", "于昨", "于前",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<char> GroupEnds = SearchValues.Create("人村镇乡区市县户员者庄店院校局处");

    // What begins the next phrase after a name of two characters: 我叫张三住在…
    private static readonly SearchValues<char> PhraseStarts = SearchValues.Create("住在的是我要想家有来今电手反投现和与，因从就也曾已向对于一");

    public static Hit? Find(ReadOnlySpan<char> text, int at)
    {
        var introduction = Read(text[..(at + 1)]);
        if (introduction == Introduction.None)
        {
            return null;
        }

        var start = at + 1;
        var separated = SkipSeparators(text, ref start);
        if (introduction == Introduction.Weak && separated && text[at] is '名' or '人' && !Chars.EndsAt(text, at + 1, "本人"))
        {
            introduction = Introduction.Strong;
        }

        var mayBeDoubtful = introduction == Introduction.Strong && text[at] is '叫' or '是';
        return NameAt(text, start, introduction == Introduction.Strong, mayBeDoubtful);
    }

    private static Introduction Read(ReadOnlySpan<char> before)
    {
        switch (before[^1])
        {
            case '叫':
                return Chars.At(before, before.Length - 2) is '我' or '名' or '字' || Chars.EndsAt(before, before.Length, "本人叫")
                    ? Introduction.Strong
                    : Introduction.None;
            case '是':
                return Chars.EndsAt(before, before.Length, "名字是") ? Introduction.Strong
                    : Chars.EndsAt(before, before.Length, "我是") ? Introduction.Weak
                    : Introduction.None;
            case '名':
                return Chars.EndsAt(before, before.Length, "姓名") ? Introduction.Weak : Introduction.None;
            default:
                return Chars.EndsAt(before, before.Length, "本人") || EndsWithLabel(before)
                    ? Introduction.Weak
                    : Introduction.None;
        }
    }

    private static bool EndsWithLabel(ReadOnlySpan<char> before)
    {
        foreach (var label in Labels)
        {
            if (before.EndsWith(label, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SkipSeparators(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && at - start < 3 && text[at] is '：' or ':' or ' ' or '　' or '是' or '为')
        {
            at++;
        }

        return at > start;
    }

    private static Hit? NameAt(ReadOnlySpan<char> text, int start, bool strong, bool mayBeDoubtful)
    {
        var rest = text[start..];
        var surname = Surnames.Length(rest, mayBeDoubtful);
        if (surname == 0 || StartsWithAny(rest, PlainWords) || StartsWithAny(rest[surname..], Titles))
        {
            return null;
        }

        var one = Given(rest, surname);
        if (one == 0)
        {
            return null;
        }

        var two = Given(rest, one);
        var end = two == 0 || PhraseStartsAt(rest, one) ? one : two;
        var endsPhrase = two == 0 || Given(rest, two) == 0;
        if (!strong && (!endsPhrase || (two != 0 && end == one) || GroupEnds.Contains(rest[end - 1])))
        {
            return null;
        }

        return new Hit(start, start + end, string.Concat(rest[..surname], "**"));
    }

    /// <summary>Where the Chinese character at <paramref name="at"/> ends, zero when there is none.</summary>
    private static int Given(ReadOnlySpan<char> text, int at) =>
        Rune.DecodeFromUtf16(text[at..], out var rune, out var length) == OperationStatus.Done && Chars.IsHan(rune)
            ? at + length
            : 0;

    private static bool PhraseStartsAt(ReadOnlySpan<char> text, int at) => PhraseStarts.Contains(text[at]);

    private static bool StartsWithAny(ReadOnlySpan<char> text, SearchValues<string> words) =>
        text.Length > 0 && text[..Math.Min(2, text.Length)].IndexOfAny(words) == 0;
}
