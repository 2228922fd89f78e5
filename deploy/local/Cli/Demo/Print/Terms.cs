using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Cli.Demo.Print;

/// <summary>The field's own words for what the contract says in English.</summary>
public static class Terms
{
    private static readonly Dictionary<string, string> Facts = new()
    {
        ["ticket.accepted"] = "受理",
        ["ticket.queued"] = "待派单",
        ["ticket.dispatched"] = "派单",
        ["ticket.passed_down"] = "转派",
        ["assignment.signed"] = "签收",
        ["contact.recorded"] = "联系诉求人",
        ["handling.started"] = "开始办理",
        ["feedback.submitted"] = "反馈",
        ["feedback.approved"] = "审核通过",
        ["feedback.rejected"] = "审核驳回",
        ["deadline.breached"] = "超期",
        ["callback.claimed"] = "认领回访",
        ["callback.recorded"] = "回访",
        ["ticket.closed"] = "回访并结案",
    };

    public static string Fact(string type) => Facts.GetValueOrDefault(type, type);

    public static string Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Dispatch => "派单时限",
        DeadlineKind.Sign => "签收时限",
        DeadlineKind.Response => "响应时限",
        DeadlineKind.Feedback => "办理时限",
        DeadlineKind.Citizen => "市民时限",
        DeadlineKind.Review => "审核时限",
        _ => kind.ToString(),
    };

    public static string Of(TicketState state) => state switch
    {
        TicketState.Accepted => "已受理",
        TicketState.PendingDispatch => "待派单",
        TicketState.Dispatched => "已派单",
        TicketState.InProgress => "办理中",
        TicketState.Replied => "已反馈待审核",
        TicketState.PendingCallback => "待回访",
        TicketState.Closed => "已结案",
        _ => state.ToString(),
    };
}
