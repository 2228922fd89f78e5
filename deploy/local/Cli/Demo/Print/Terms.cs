using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Cli.Demo.Print;

/// <summary>The field's own words for what the contract says in English.</summary>
public static class Terms
{
    /// <summary>By the catalogue; as it is when this build does not know it.</summary>
    public static string Fact(string type) =>
        FactCatalogue.TypeOf(type) is var known and not FactType.Unspecified ? known.Spec().Term : type;

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

    public static string Of(AssignmentRole role) => role switch
    {
        AssignmentRole.Lead => "主办",
        AssignmentRole.CoHandler => "协办",
        AssignmentRole.SubHandler => "转派",
        _ => role.ToString(),
    };

    public static string Of(Contacted answer) => answer switch
    {
        Contacted.Yes => "是",
        Contacted.No => "否",
        _ => "未答",
    };

    public static string Of(Solved answer) => answer switch
    {
        Solved.Yes => "是",
        Solved.No => "否",
        Solved.Partly => "部分",
        _ => "未答",
    };

    public static string Of(Satisfaction answer) => answer switch
    {
        Satisfaction.Satisfied => "满意",
        Satisfaction.BasicallySatisfied => "基本满意",
        Satisfaction.Unsatisfied => "不满意",
        _ => "未评价",
    };
}
