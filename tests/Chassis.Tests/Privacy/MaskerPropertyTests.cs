using System.Globalization;
using System.Text;
using Hotline.Chassis.Privacy;

namespace Hotline.Chassis.Tests.Privacy;

public sealed class MaskerPropertyTests
{
    // Pieces that touch every rule, and every rule's borders.
    private static readonly string[] Pieces =
    [
        "138", "0000", "13800000000", "110101", "19900307", "001X", "110101199003070000", "010", "0311", "6904", "69040012", "86",
        "0086", "+", "4111111111111111", "6222", "0", "1", "12", "501", "-", " ", "－", "　", "(", ")", "（", "）", "*", "**", "****",
        "@", "a", "x", "X", "ab.c", "example.com", ".com", ".", "_", "京", "京A", "A", "12345", "·", "微信", "微信号", "QQ", "qq", "护照",
        "号", "：", "是", "ID", "我叫", "我是", "本人", "姓名", "联系人", "名字叫", "张", "三", "欧阳", "李各庄村", "女士", "住在", "，", "。", "单元", "室", "号楼",
        "栋", "小区", "电话", "座机", "身份证", "卡号", "二", "五零一", "户", "元", "MY", "220928000001", "\u200B", "\u200D", "🙂", "𠮷", "䶮", "１３８",
        "０", "\ud842", "\udfb7", "/", "\n", "[", "]", "一三九", "①③", "❾", "幺", "壹", "转", "转801", "分机", "通行证", "C1234567", "薇信", "V信",
        "抖音号", "AD12345", "座", "门", "排", "街", "村", "书记", "主任", "户主", "邻居", "叫", "姓", "名", "阿依古丽", "·买买提", "扎西", "次仁", "户号", "工单",
        "编号", "执照", "2022-09-28", "楼", "层", "#", "十", "百", "王强", "说", "的", "\u202A", "~", "信用代码", "、",
    ];

    private static readonly string[] Gaps = [" ", "-", ".", "/", "·", "\n", "\r\n", "　", "－", " - ", "_", "\u200B", "\u202A", "("];

    private static readonly string[] Scripts =
    [
        "0123456789", "０１２３４５６７８９", "零一二三四五六七八九", "〇幺二三四五六七八九", "⓪①②③④⑤⑥⑦⑧⑨", "零壹贰叁肆伍陆柒捌玖",
    ];

    [Fact]
    public void Masking_twice_is_masking_once()
    {
        var random = new Random(20220928);
        for (var round = 0; round < 200_000; round++)
        {
            var text = Text(random, random.Next(1, 14));
            var once = Masker.Mask(text);
            var twice = Masker.Mask(once);
            Assert.True(once == twice, $"'{text}' -> '{once}' -> '{twice}'");
        }
    }

    [Fact]
    public void A_planted_mobile_number_never_survives()
    {
        var random = new Random(7);
        string[] around = ["，", "。", "我的电话", "请打", " ", "", "（", "：", "\n", "工单MY220928000001 "];
        for (var round = 0; round < 20_000; round++)
        {
            var number = Mobile(random);
            var text = around[random.Next(around.Length)] + number + around[random.Next(around.Length)];
            Assert.DoesNotContain(number, Masker.Mask(text));
        }
    }

    [Theory]
    [InlineData("mobile")]
    [InlineData("identity")]
    [InlineData("landline")]
    public void A_number_never_survives_in_whatever_digits_and_grouping(string kind)
    {
        var random = new Random(20220929);
        for (var round = 0; round < 50_000; round++)
        {
            var number = kind switch
            {
                "mobile" => Mobile(random),
                "identity" => Identity(random),
                _ => string.Create(CultureInfo.InvariantCulture, $"010{random.Next(20_000_000, 90_000_000)}"),
            };
            var written = Regroup(random, number);
            var shown = Masker.Mask($"反映{written}。");
            Assert.True(shown.Contains('*') && !shown.Contains(written), $"'{written}' -> '{shown}'");
        }
    }

    [Fact]
    public void The_work_grows_with_the_text_and_no_faster_whatever_it_is()
    {
        var random = new Random(20220930);
        var mixed = Enumerable.Range(0, 300).Select(_ => Text(random, random.Next(1, 6)));
        string[] hostile = ["QQ-", "1 ", "1*", "1-", "a@a.", "京A1", "微信号", "1①", "861 ", "我叫", "阿·", "村1号", "电话1"];
        foreach (var piece in Pieces.Concat(mixed).Concat(hostile))
        {
            var (half, whole) = (Masker.Work(Repeat(piece, 10_000)), Masker.Work(Repeat(piece, 20_000)));
            Assert.True(whole <= 2.2 * half, $"'{piece}': {half} looks, {whole} for twice the text");
            Assert.True(whole <= 200 * 20_000, $"'{piece}': {whole} looks");
        }
    }

    [Fact]
    public void Ordinary_text_costs_a_few_looks_at_each_character()
    {
        var text = Repeat("市民来电反映：密云镇李各庄村南街近期排水不畅，2022年9月28日晚八点雨后积水约三十厘米，居民出行困难，请核实处理。", 20_000);
        Assert.InRange(Masker.Work(text), text.Length, 12 * text.Length);
    }

    [Fact]
    public void A_text_without_findings_costs_no_memory()
    {
        var text = string.Concat(Enumerable.Repeat("反映李各庄村2022年9月28日停水三天，135户受影响。", 100));
        Masker.Mask(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Masker.Mask(text);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Mobile(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"1{random.Next(3, 10)}{random.Next(1_000_000_000):D9}");

    private static string Identity(Random random) => string.Create(
        CultureInfo.InvariantCulture,
        $"110118{random.Next(1940, 2015)}{random.Next(1, 13):D2}{random.Next(1, 29):D2}{random.Next(10_000):D4}");

    /// <summary>The same number in other digits, with one kind of gap at random places.</summary>
    private static string Regroup(Random random, string number)
    {
        var (gap, script) = (Gaps[random.Next(Gaps.Length)], Scripts[random.Next(Scripts.Length)]);
        var text = new StringBuilder();
        foreach (var digit in number)
        {
            text.Append(text.Length > 0 && random.Next(3) == 0 ? gap : "").Append(script[digit - '0']);
        }

        return text.ToString();
    }

    private static string Text(Random random, int pieces)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pieces; i++)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Repeat(string piece, int characters) => string.Concat(Enumerable.Repeat(piece, characters / piece.Length));
}
