using System.Collections.Frozen;

namespace Hotline.Chassis.Privacy;

/// <summary>What the word before a number says of it.</summary>
internal enum Label
{
    None,

    /// <summary>A telephone: 电话, 座机.</summary>
    Phone,

    /// <summary>A document or an account of a person: 身份证, 银行卡.</summary>
    Document,

    /// <summary>A meter, an order, a ticket: a number of a thing, which says nothing of a person.</summary>
    Public,

    /// <summary>A firm's licence, which may look like an identity number.</summary>
    Licence,
}

/// <summary>Finds the word that introduces a number: 水表户号：, 电话是.</summary>
internal static class Labels
{
    private const int LongestBetween = 6;

    private static readonly FrozenDictionary<char, (string Word, Label Label)[]> Known = new[]
    {
        (Label.Licence, "信用代码 机构代码 许可证 许可证编 营业执照 执照 注册号 备案号 批准文号"),
        (Label.Document, "身份证 证件 银行卡 卡号 账号 帐号 账户 社保 社保卡 医保 医保卡 公积金"),
        (Label.Phone, "电话 座机 固话 联系方式 手机 来电 致电 号码 传真"),
        (
            Label.Public,
            "户号 表号 表户 用户编 编号 编码 工单 工单编 单号 订单 订单编 运单 快递 合同 合同编 发票 发票号 水表 电表 气表 热表 流水 流水号 设备 邮编 条码 案号 文号"),
    }.SelectMany(known => known.Item2.Split(' ').Select(word => (Word: word, Label: known.Item1)))
        .GroupBy(known => known.Word[^1])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(known => known.Word.Length).ToArray());

    public static Label Before(ref Reading text, int at)
    {
        var before = at;
        while (at - before < LongestBetween && IsBetween(text.At(before - 1)))
        {
            before--;
        }

        // What was skipped may itself be the end of the word: 号码, 水表户号.
        for (var end = before; end <= at; end++)
        {
            foreach (var (word, label) in Known.GetValueOrDefault(text.At(end - 1), []))
            {
                if (text.EndsAt(end, word))
                {
                    return label;
                }
            }
        }

        return Label.None;
    }

    private static bool IsBetween(char c) =>
        c is ':' or '：' or '是' or '为' or ',' or '，' or '号' or '码' or '#' or '№' or '"' or '“' or '(' or '（' || Chars.IsSpace(c);
}
