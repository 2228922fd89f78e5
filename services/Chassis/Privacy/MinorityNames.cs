using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Names of other peoples: with a dot between the parts, 阿依古丽·买买提, or made of known elements, 扎西次仁. Estates and brands
/// have dots too, so without an introduction one part must sound like a name.
/// </summary>
internal static class MinorityNames
{
    /// <summary>The dots that stand within names.</summary>
    public const string Dots = "·•・‧∙";

    private const int LongestPart = 8;
    private const int MostParts = 4;

    private static readonly SearchValues<string> Sounds = SearchValues.Create(
        [
            "古丽", "买买提", "买提", "艾合", "阿卜", "阿布", "吐尔", "艾尔", "阿里木", "库尔班", "热合", "依明", "努尔", "巴特", "别克", "提江", "阿不", "木拉",
            "艾则", "麦麦", "玉素", "亚森", "帕提", "阿迪", "热依", "古力", "吾买", "依不", "伊力", "阿合", "赛买", "哈力", "尼亚孜", "卓玛", "扎西", "才仁", "多吉",
            "汗", "孜", "尔江", "夏提", "米提", "合提",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Elements = SearchValues.Create(
        [
            "扎西", "次仁", "卓玛", "多吉", "旺堆", "央金", "格桑", "平措", "丹增", "洛桑", "尼玛", "达瓦", "边巴", "拉姆", "白玛", "索朗", "罗布", "巴桑", "次旦",
            "普布", "德吉", "仁增", "加措", "顿珠", "旺姆", "曲珍", "益西", "晋美", "才让", "才仁", "桑吉", "索南", "措姆", "旦增", "强巴", "贡布", "贡嘎", "格列",
            "旺扎", "班典", "次珍", "巴珠", "其其", "格日", "乌云", "巴特尔", "苏日", "那仁", "呼和", "朝鲁", "阿拉坦", "萨仁", "高娃", "图雅", "巴雅尔", "古丽",
            "阿依", "热娜", "阿米", "帕丽", "迪丽", "热巴", "努尔", "艾力", "买买", "乌兰", "塔娜", "娜仁", "托娅", "花尔", "毕力", "苏和", "布和", "吉雅",
        ],
        StringComparison.Ordinal);

    /// <summary>The name around a dot that nothing introduces, when it sounds like one.</summary>
    public static Hit? Around(ref Reading text, int dot)
    {
        var start = dot;
        while (dot - start < LongestPart && start > text.Kept && Chars.HanAt(ref text, start - 1) == 1)
        {
            start--;
        }

        // The words before the name run into it: only the last characters that sound like a name are known to be of it.
        for (; start < dot; start++)
        {
            if (text.HasAny(start, 3, Sounds))
            {
                break;
            }
        }

        var end = EndOfPart(ref text, dot + 1);
        if (end - dot < 3)
        {
            return null;
        }

        end = EndOfParts(ref text, end);
        return start < dot && text.At(end) != '*' ? new Hit(start, end, $"{text.At(start)}**") : null;
    }

    /// <summary>Where a name with dots ends; zero when none begins here.</summary>
    public static int EndOfDotted(ref Reading text, int start)
    {
        var end = EndOfPart(ref text, start);
        return end > start && Dots.Contains(text.At(end)) && EndOfPart(ref text, end + 1) > end + 1 ? EndOfParts(ref text, end) : 0;
    }

    /// <summary>Where a name made of two or more known elements ends; zero when none begins here.</summary>
    public static int EndOfComposed(ref Reading text, int start)
    {
        var at = start;
        var elements = 0;
        while (elements < 3 && text.HasAny(at, 3, Elements))
        {
            at += text.HasAny(at, 2, Elements) ? 2 : 3;
            elements++;
        }

        return elements >= 2 ? at : 0;
    }

    private static int EndOfParts(ref Reading text, int end)
    {
        for (var parts = 1; parts < MostParts && Dots.Contains(text.At(end)); parts++)
        {
            var next = EndOfPart(ref text, end + 1);
            if (next == end + 1)
            {
                break;
            }

            end = next;
        }

        return end;
    }

    /// <summary>A part ends with its characters, or where a verb begins; longer runs of characters are a sentence.</summary>
    private static int EndOfPart(ref Reading text, int start)
    {
        var end = start;
        while (end - start < LongestPart && Chars.HanAt(ref text, end) == 1
            && (end - start < 2 || !NameWords.PhraseStarts.Contains(text.At(end))))
        {
            end++;
        }

        return end;
    }
}
