using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Family names a self-introduction is recognised by. Left out on purpose: 车, 和, 水 and others that more often begin a plain word.
/// </summary>
internal static class Surnames
{
    private const string Single =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
        + "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦"
        + "俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
        + "麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢闻";

    // Common as the first character of a plain word; they count only in an unmistakable introduction.
    private const string Ambiguous = "车房路时商管和农司连全应明官封谈南班原师单党成方关包查边解游向常简项景";

    private static readonly SearchValues<string> Compound = SearchValues.Create(
        ["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "轩辕", "端木", "呼延", "闻人"],
        StringComparison.Ordinal);

    private static readonly SearchValues<char> All = SearchValues.Create(Single);
    private static readonly SearchValues<char> Doubtful = SearchValues.Create(Ambiguous);

    /// <summary>Characters of the family name at the start of the text, zero when there is none.</summary>
    public static int Length(ReadOnlySpan<char> text, bool mayBeDoubtful)
    {
        if (text.Length >= 2 && text[..2].ContainsAny(Compound))
        {
            return 2;
        }

        return text.Length >= 1 && All.Contains(text[0]) && (mayBeDoubtful || !Doubtful.Contains(text[0])) ? 1 : 0;
    }
}
