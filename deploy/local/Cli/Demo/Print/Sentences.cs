using Hotline.Tracking.V1;

namespace Hotline.Cli.Demo.Print;

/// <summary>One line of plain Chinese for what a fact says.</summary>
public static class Sentences
{
    public static string Of(TimelineEntry entry)
    {
        string Detail(string key) => entry.Details.GetValueOrDefault(key, "");
        string WithUnit(string text) => Detail("unit_name") is { Length: > 0 } unit ? $"{unit}：{text}".TrimEnd('：') : text;
        return entry.Type switch
        {
            "ticket.accepted" => $"{Detail("ticket_number")}  {Detail("category")}  {Detail("place")}",
            "ticket.queued" => Detail("reason"),
            "ticket.dispatched" or "ticket.passed_down" => Units(entry),
            "contact.recorded" => WithUnit(Detail("note")),
            "feedback.submitted" => WithUnit(Detail("result")),
            "feedback.approved" or "feedback.rejected" => WithUnit(Detail("opinion")),
            "deadline.breached" => Breaches(entry),
            "callback.recorded" or "ticket.closed" => $"联系：{YesNo(Detail("contacted"))}  解决：{YesNo(Detail("solved"))}  {Satisfied(Detail("satisfaction"))}  “{Detail("opinion")}”",
            _ => WithUnit(""),
        };
    }

    private static string Units(TimelineEntry entry)
    {
        var parts = entry.Details.Keys.Where(key => key.EndsWith(".unit_name", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(key =>
        {
            var role = entry.Details.GetValueOrDefault(key.Replace(".unit_name", ".role", StringComparison.Ordinal), "");
            return $"{entry.Details[key]}（{Role(role)}）";
        });
        return string.Join("、", parts);
    }

    private static string Breaches(TimelineEntry entry)
    {
        var kinds = entry.Details.Keys.Select(key => key.Split(' ')[0]).Distinct().Select(kind => kind.ToUpperInvariant() switch
        {
            "DISPATCH" => "派单时限",
            "SIGN" => "签收时限",
            "RESPONSE" => "响应时限",
            "FEEDBACK" => "办理时限",
            "CITIZEN" => "市民时限，产生回访任务",
            "REVIEW" => "审核时限",
            _ => "",
        });
        return string.Join("、", kinds.Where(kind => kind.Length > 0));
    }

    private static string Role(string role) => role.ToUpperInvariant() switch
    {
        "LEAD" => "主办",
        "CO_HANDLER" => "协办",
        "SUB_HANDLER" => "转派",
        _ => role,
    };

    private static string YesNo(string answer) => answer.ToUpperInvariant() switch { "YES" => "是", "NO" => "否", "PARTLY" => "部分", _ => "未答" };

    private static string Satisfied(string answer) => answer.ToUpperInvariant() switch
    {
        "SATISFIED" => "满意",
        "BASICALLY_SATISFIED" => "基本满意",
        "UNSATISFIED" => "不满意",
        _ => "未评价",
    };
}
