using System.Buffers;
using System.Collections.Frozen;

namespace Hotline.Chassis.Privacy;

/// <summary>The words that look like names and are none, and those that tell where a name ends.</summary>
internal static class NameWords
{
    /// <summary>What follows a family name in words that are no names.</summary>
    public static readonly SearchValues<string> Titles = SearchValues.Create(
        [
            "女士", "先生", "小姐", "某", "大爷", "大妈", "阿姨", "师傅", "老师", "医生", "书记", "主任", "经理", "同志", "警官", "大姐", "大哥", "大娘", "总",
            "局长", "科长", "处长", "队长", "镇长", "村长", "校长", "律师", "大夫", "护士", "老板", "家", "姓", "氏",
        ],
        StringComparison.Ordinal);

    /// <summary>Words that begin with a family name.</summary>
    public static readonly SearchValues<string> Plain = SearchValues.Create(
        [
            "孙女", "孙子", "高中", "高血", "高龄", "高三", "高一", "高二", "高考", "白领", "马上", "安徽", "江苏", "江西", "黄山",
            "温州", "常州", "常年", "曾在", "曾经", "曾于", "曾向", "曾多", "任何", "石家", "金融", "安保", "康复", "白天", "高兴",
            "高温", "高铁", "文员", "何时", "何人", "万一", "余下", "严重", "严格", "安全", "安装", "毕业", "华北", "易地", "钱款",
            "齐全", "申请", "申诉", "汤河", "于今", "于昨", "于前", "安置", "安排", "安静", "安心", "高度", "高价", "高空", "高楼", "高层", "高峰", "高速",
            "高声", "高级", "高压", "张贴", "张罗", "包括", "包工", "白色", "江水", "江边", "金额", "金钱", "余额", "余款", "于是", "文件", "文明", "文化",
            "平时", "平房", "黄色", "黄河", "洪水", "石头", "石子", "左右", "左边", "右边", "钱财", "温度", "温泉", "温暖", "雷雨", "龙头", "施工", "施压", "严禁",
            "严查", "严厉", "任意", "任务", "任由", "柳树", "柴火", "蓝色", "费用", "冷水", "卫生", "师生", "马路", "马桶", "马车", "牛奶", "夏天", "夏季", "季度",
            "涂料", "阳台", "阳光", "古镇", "凌晨", "苗木", "毕竟", "宁可", "宁愿", "顾客", "庄稼", "申报", "范围", "许多", "许可", "林地", "林场", "何处", "周边",
            "周围", "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "陈述", "陈旧", "胡乱", "胡同", "田地", "董事", "程序", "程度", "谢谢", "谢绝",
            "李子", "王府", "杨树", "索要", "暴雨", "盖房", "麻烦", "薄弱", "厉害", "畅通", "祖父", "祖母", "须知", "鲜花", "湛蓝", "扈从", "鲁莽", "路灯", "路面",
            "水管", "元旦", "元月", "万元", "万人", "万户", "米面", "支付", "支持", "沙子", "汪洋", "纪委", "纪律", "计划", "计算", "郎中", "应该", "应当", "楼上",
            "楼下", "楼道", "隔壁", "和平", "和谐", "党员", "党委", "全部", "全家", "全体", "时间", "时候", "方便", "方面", "方式", "房子", "房屋", "房产", "车辆",
            "车位", "商店", "商户", "商业", "管理", "管道", "农村", "农民", "农业", "司法", "连续", "连夜", "明天", "明显", "官方", "谈话", "南边", "南侧", "班长",
            "原来", "原因", "单位", "单元", "成都", "成立", "关于", "关闭", "包含", "查看", "查询", "边上", "解决", "游客", "向来", "常常", "简单", "项目", "景区",
        ],
        StringComparison.Ordinal);

    /// <summary>What ends the name of a place or a group, not of a person.</summary>
    public static readonly SearchValues<char> PlaceEnds = SearchValues.Create("人村镇乡区市县户员者庄店院校局处站路街");

    /// <summary>What follows the name of a place or a firm: 联系人：李各庄村委会.</summary>
    public static readonly SearchValues<char> PlaceGoesOn = SearchValues.Create("村镇乡街路店厂院校局处站委公集社园苑区县市里");

    /// <summary>What begins the next phrase after a name of two characters: 我叫张三住在…</summary>
    public static readonly SearchValues<char> PhraseStarts =
        SearchValues.Create("住在的是我要想家有来今电手反投现和与，因从就也曾已向对于一说打不没把让将被到称");

    /// <summary>What somebody else does, behind a name: 邻居王小强在.</summary>
    public static readonly SearchValues<char> Verbs =
        SearchValues.Create("说在的是和与及跟让把对给来去不没未已曾打骂收要拿称表反带到住用开有从将被叫找也就于因向");

    // How people are called who are not called by their name.
    private static readonly FrozenSet<string> Nouns = FrozenSet.Create(
        "市民", "匿名", "业主", "物业", "居民", "村民", "群众", "住户", "租户", "商户", "用户", "客户", "患者", "家属", "家长", "学生", "老人", "先生", "女士", "小姐",
        "某某", "不详", "未知", "无名", "匿名者", "热心市民", "匿名市民", "某市民", "某业主", "来电人", "反映人", "诉求人", "投诉人", "举报人", "联系人", "本人",
        "路人", "网友", "游客", "乘客", "司机", "工人", "员工", "职工", "老师", "医生", "房东", "租客", "户主", "车主", "店主", "老板", "顾客", "消费者",
        "不愿透露", "拒绝透露", "未透露", "不便透露", "没说", "未提供", "孩子", "父亲", "母亲", "儿子", "女儿", "邻居", "知情人", "当事人", "负责人", "公司",
        "测试", "姓名", "未登记", "保密", "农民工", "务工人员", "外地人", "本地人", "小区业主", "全体业主", "众业主", "村委会", "居委会", "物业公司");

    // Behind two more characters these end the name of a place: 李各庄, 古北口镇.
    private static readonly SearchValues<char> Places = SearchValues.Create("村庄镇乡屯营街区县市省河寨沟峪口岭桥路里园");

    /// <summary>Whether people who do not give their name are called so.</summary>
    public static bool IsNoun(string name) => Nouns.Contains(name);

    /// <summary>Whether it names a person and nothing else that a text may speak of.</summary>
    public static bool IsOwnName(string name)
    {
        if (name.Length < 2 || IsNoun(name) || IsNoun(WithoutTitle(name)))
        {
            return false;
        }

        // A surname with a title is not a name: 马女士 may be said of many.
        var reading = new Reading(name);
        var surname = Surnames.LengthAt(ref reading, 0, mayBeDoubtful: true);
        return !(name.Length >= 3 && Places.Contains(name[^1]))
            && !(name.Length == 2 && reading.HasAny(0, 2, Plain))
            && !(surname > 0 && reading.HasAny(surname, 2, Titles));
    }

    private static string WithoutTitle(string name) =>
        name.Length > 2 && (name.EndsWith("先生", StringComparison.Ordinal) || name.EndsWith("女士", StringComparison.Ordinal))
            ? name[..^2]
            : name;
}
