using System.Diagnostics;
using System.Text;
using Hotline.Chassis.Privacy;

namespace Hotline.Chassis.Tests.Privacy;

public sealed class MaskerPropertyTests
{
    // An unoptimised build runs the same steps several times slower.
#if DEBUG
    private const double MostMilliseconds = 60;
#else
    private const double MostMilliseconds = 10;
#endif

    // Pieces that touch every rule, and every rule's borders.
    private static readonly string[] Pieces =
    [
        "138", "0000", "13800000000", "110101", "19900307", "001X", "110101199003070000", "010", "0311", "6904",
        "69040012", "86", "0086", "+", "4111111111111111", "6222", "0", "1", "12", "501", "-", " ", "－", "　", "(", ")",
        "（", "）", "*", "**", "****", "@", "a", "x", "X", "ab.c", "example.com", ".com", ".", "_", "京", "京A", "A",
        "12345", "·", "微信", "微信号", "QQ", "qq", "护照", "号", "：", "是", "ID", "我叫", "我是", "本人", "姓名", "联系人", "名字叫", "张", "三",
        "欧阳", "李各庄村", "女士", "住在", "，", "。", "单元", "室", "号楼", "栋", "小区", "电话", "座机", "身份证", "卡号", "二", "五零一", "户", "元",
        "MY", "220928000001", "\u200B", "\u200D", "🙂", "𠮷", "䶮", "１３８", "０", "\ud842", "\udfb7",
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
            var number = $"1{random.Next(3, 10)}{random.Next(1_000_000_000):D9}";
            var text = around[random.Next(around.Length)] + number + around[random.Next(around.Length)];
            Assert.DoesNotContain(number, Masker.Mask(text));
        }
    }

    [Theory]
    [InlineData("我叫")]
    [InlineData("1 ")]
    [InlineData("1*")]
    [InlineData("1")]
    [InlineData("a.")]
    [InlineData("a@a.")]
    [InlineData("一")]
    [InlineData("京A1")]
    [InlineData("微信号")]
    [InlineData("13800000000 ")]
    [InlineData("我叫张三，")]
    [InlineData("反映李各庄村停水三天，")]
    public void Twenty_thousand_characters_take_milliseconds_whatever_they_are(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        Masker.Mask(text);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 50 && best.TotalMilliseconds >= MostMilliseconds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Masker.Mask(text);
            var took = Stopwatch.GetElapsedTime(started);
            best = took < best ? took : best;
        }

        Assert.True(best.TotalMilliseconds < MostMilliseconds, $"{best.TotalMilliseconds:F2} ms");
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

    private static string Text(Random random, int pieces)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pieces; i++)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
