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
            "deadline.breached" => WithUnit(Breach(Detail("kind")) + (Detail("callback_cause").Length > 0 ? "，产生回访任务" : "")),
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

    private static string Breach(string kind) => kind switch
    {
        "DEADLINE_KIND_DISPATCH" => "派单时限",
        "DEADLINE_KIND_SIGN" => "签收时限",
        "DEADLINE_KIND_RESPONSE" => "响应时限",
        "DEADLINE_KIND_FEEDBACK" => "办理时限",
        "DEADLINE_KIND_CITIZEN" => "市民时限",
        "DEADLINE_KIND_REVIEW" => "审核时限",
        _ => kind,
    };

    private static string Role(string role) => role switch
    {
        "ASSIGNMENT_ROLE_LEAD" => "主办",
        "ASSIGNMENT_ROLE_CO_HANDLER" => "协办",
        "ASSIGNMENT_ROLE_SUB_HANDLER" => "转派",
        _ => role,
    };

    private static string YesNo(string answer) => answer switch
    {
        "CONTACTED_YES" or "SOLVED_YES" => "是",
        "CONTACTED_NO" or "SOLVED_NO" => "否",
        "SOLVED_PARTLY" => "部分",
        _ => "未答",
    };

    private static string Satisfied(string answer) => answer switch
    {
        "SATISFACTION_SATISFIED" => "满意",
        "SATISFACTION_BASICALLY_SATISFIED" => "基本满意",
        "SATISFACTION_UNSATISFIED" => "不满意",
        _ => "未评价",
    };
}
