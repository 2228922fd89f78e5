using System.Diagnostics;
using System.Text;
using Hotline.Bench.Measuring;
using Hotline.Chassis.Privacy;

namespace Hotline.Bench.Masking;

/// <summary>How much ordinary text the masker masks in a second, and how long it takes with what is meant to hold it up.</summary>
public static class MaskBench
{
    private const int Characters = 20_000;
    private const double MostMilliseconds = 50;
    private const double LeastMegabytes = 2;
    private const int Rounds = 20;

    private const string Ordinary =
        "市民来电反映：密云镇李各庄村南街近期排水不畅，2022年9月28日晚八点雨后积水约三十厘米，居民出行困难，曾多次向村委会反映未解决。"
        + "诉求：希望尽快疏通管道，请相关部门核实处理，联系电话13800000000，谢谢。";

    // Each touches the borders of a rule, again and again.
    private static readonly string[] Hostile =
    [
        "QQ-", "QQ", "1 ", "1-", "1.", "1", "12 ", "01 ", "861 ", "110101 ", "13800000000 ", "1一", "1①", "一",
        "1*", "*1", "**", "a.", "a@a.", "a-",
        "京A1", "京 A ",
        "微信号", "微信", "我叫", "我叫张三，", "姓张叫", "主任", "阿·", "买买提·", "·", "户号", "电话1", "村1号", "单元1", "1\u200B", "\u200B",
        "1/2-3.4 ", "3号楼2单元501室，", "反映李各庄村停水三天，",
    ];

    /// <summary>0 when both limits hold.</summary>
    public static int Run(Options options)
    {
        var ordinary = Repeat(Ordinary, Characters);
        var texts = Hostile.ToDictionary(piece => piece, piece => Repeat(piece, Characters));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var text in texts.Values.Append(ordinary))
            {
                Masker.Mask(text);
            }
        }

        var megabytes = Encoding.UTF8.GetByteCount(ordinary) / 1e6 / Best(ordinary).TotalSeconds;
        var (worst, milliseconds) = texts
            .Select(text => (text.Key, Best(text.Value).TotalMilliseconds))
            .MaxBy(each => each.TotalMilliseconds);
        var figures = new Figures { ["ordinary_mb_per_s"] = megabytes, ["worst_20000_ms"] = milliseconds };
        figures.Print(options.IsJson);
        Console.Error.WriteLine($"The worst text repeats '{worst}'.");
        return megabytes >= LeastMegabytes && milliseconds < MostMilliseconds ? 0 : 1;
    }

    private static TimeSpan Best(string text)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            Masker.Mask(text);
            var took = Stopwatch.GetElapsedTime(started);
            best = took < best ? took : best;
        }

        return best;
    }

    private static string Repeat(string piece, int characters) => string.Concat(Enumerable.Repeat(piece, characters / piece.Length));
}
