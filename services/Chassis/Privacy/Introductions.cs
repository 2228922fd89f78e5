using System.Collections.Frozen;

namespace Hotline.Chassis.Privacy;

/// <summary>How surely a name follows the words before it.</summary>
internal enum Introduction
{
    None,

    /// <summary>我是, 本人: a name counts only when the phrase ends with it.</summary>
    Weak,

    /// <summary>书记, 邻居: somebody else, whose name may also go on into what that person does.</summary>
    Told,

    /// <summary>联系人, 户主: told, and sure behind a colon.</summary>
    Label,

    /// <summary>我叫, 姓张叫: a name follows.</summary>
    Strong,
}

/// <summary>The words that introduce a name.</summary>
internal static class Introductions
{
    private static readonly string[] Labels =
    [
        "姓名", "名字", "来电人", "反映人", "诉求人", "投诉人", "举报人", "申请人", "联系人", "当事人", "负责人", "经办人", "承租人", "出租人", "监护人",
        "代表人", "产权人", "担保人", "收件人", "收货人", "寄件人", "被诉人", "法人", "户主", "户名", "车主", "店主", "房主", "业主", "署名", "签名",
        "签字", "落款", "患者", "死者", "伤者", "被告", "原告", "房东", "租客",
    ];

    private static readonly string[] People =
    [
        "书记", "主任", "村长", "经理", "局长", "科长", "处长", "队长", "镇长", "乡长", "校长", "所长", "站长", "院长", "厂长", "组长", "会长", "支书", "会计",
        "老师", "医生", "大夫", "护士", "律师", "师傅", "法官", "警官", "民警", "交警", "城管", "司机", "保安", "老板", "老板娘", "邻居", "同事", "朋友", "住户",
        "租户", "村民", "居民", "职工", "员工", "工人", "学生", "家长", "孩子", "儿子", "女儿", "丈夫", "妻子", "老公", "老婆", "父亲", "母亲", "爸爸", "妈妈",
        "哥哥", "弟弟", "姐姐", "妹妹", "老伴", "亲戚", "干部", "委员", "网格员", "管家", "工头", "中介", "爱人", "岳父", "岳母", "儿媳", "女婿", "孙子", "孙女",
        "家属", "室友", "同学", "前夫", "前妻",
    ];

    // Who is called by what stands before 叫: 他叫王强.
    private const string Called = "他她子儿女弟妹哥姐亲夫妻婆公爸妈孩友伴人东板居主工";

    private static readonly FrozenDictionary<char, (string Word, Introduction Kind)[]> Known = Labels
        .Select(word => (Word: word, Kind: Introduction.Label))
        .Concat(People.Select(word => (Word: word, Kind: Introduction.Told)))
        .Append((Word: "本人", Kind: Introduction.Weak))
        .Append((Word: "我是", Kind: Introduction.Weak))
        .GroupBy(known => known.Word[^1])
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>The characters that an introduction ends with.</summary>
    public static readonly string Ends = string.Concat(Known.Keys.Append('叫').Distinct());

    /// <summary>What the words that end with the character at a place introduce.</summary>
    public static Introduction At(ref Reading text, int at)
    {
        var end = at + 1;
        if (text.At(at) == '叫')
        {
            return text.At(at - 1) is '我' or '名' or '字' || text.EndsAt(end, "本人叫") || SurnameBefore(ref text, at) ? Introduction.Strong
                : Called.Contains(text.At(at - 1)) ? Introduction.Told
                : Introduction.None;
        }

        foreach (var (word, kind) in Known.GetValueOrDefault(text.At(at), []))
        {
            if (text.EndsAt(end, word))
            {
                return kind;
            }
        }

        return Introduction.None;
    }

    /// <summary>Whether 姓 and a family name stand before a place: 我姓张叫张伟, 我姓张名伟.</summary>
    public static bool SurnameBefore(ref Reading text, int at)
    {
        at -= text.At(at - 1) is '，' or ',' or ' ' ? 1 : 0;
        return (text.At(at - 2) == '姓' && Surnames.LengthAt(ref text, at - 1, mayBeDoubtful: true) == 1)
            || (text.At(at - 3) == '姓' && Surnames.LengthAt(ref text, at - 2, mayBeDoubtful: true) == 2);
    }
}
