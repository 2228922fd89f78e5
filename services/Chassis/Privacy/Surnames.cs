using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Family names an introduced name is recognised by. Left out on purpose: 水 and others that more often begin a plain word.
/// </summary>
internal static class Surnames
{
    private const string Single =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
        + "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦"
        + "俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
        + "麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢闻"
        + "傅洪萧阎竺晁昝訾阚蔺逄逯郗郏邸郜郦芮荀莘菅蒯蔚薄衡裘谌谯綦缑濮璩禚糜笪粘翦亓仉仝佴冼厉呙扈暴朴杭枚桓湛漆沃滑狄畅盖祖汝汲索赖赫邰酆钮闪雍靖须鲜禹咸兀逢蔄阙巨隗睢贲晋强乜";

    // Common as the first character of a plain word; they count only in an unmistakable introduction.
    private const string Ambiguous = "车房路时商管和农司连全应明官封谈南班原师单党成方关包查边解游向常简项景暴盖须索麻鲜薄厉畅湛滑漆沃赖强咸逢祖";

    private static readonly SearchValues<string> Compound = SearchValues.Create(
        [
            "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "轩辕", "端木", "呼延",
            "闻人", "拓跋", "百里", "东郭", "西门", "淳于", "太史", "钟离", "澹台", "公冶", "濮阳", "赫连", "申屠", "公羊", "万俟", "鲜于", "闾丘", "司空",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<char> All = SearchValues.Create(Single);
    private static readonly SearchValues<char> Doubtful = SearchValues.Create(Ambiguous);

    /// <summary>Characters of the family name at a place, zero when there is none.</summary>
    public static int LengthAt(ref Reading text, int at, bool mayBeDoubtful)
    {
        if (text.HasAny(at, 2, Compound))
        {
            return 2;
        }

        var c = text.At(at);
        return All.Contains(c) && (mayBeDoubtful || !Doubtful.Contains(c)) ? 1 : 0;
    }

    /// <summary>Whether the text begins with a family name of two characters.</summary>
    public static bool IsCompound(ReadOnlySpan<char> text) => text.Length >= 2 && text[..2].ContainsAny(Compound);
}
