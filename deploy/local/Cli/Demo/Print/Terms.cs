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
        DeadlineKind.Feedback => "单位办理时限",
        DeadlineKind.Citizen => "总时限（自受理）",
        DeadlineKind.Review => "审核时限",
        DeadlineKind.UpstreamSign => "上级签收时限",
        DeadlineKind.UpstreamResponse => "上级响应时限",
        DeadlineKind.UpstreamCompletion => "上级办结时限",
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
        TicketState.TransferredOut => "已转其他渠道",
        _ => state.ToString(),
    };

    public static string Of(AssignmentRole role) => role switch
    {
        AssignmentRole.Lead => "主办",
        AssignmentRole.CoHandler => "协办",
        AssignmentRole.SubHandler => "转派",
        AssignmentRole.Respondent => "被诉方说明",
        _ => role.ToString(),
    };

    public static string Of(ContactResult result) => result switch
    {
        ContactResult.Reached => "已联系上",
        ContactResult.NoAnswer => "无人接听",
        ContactResult.Refused => "拒接",
        ContactResult.PoweredOff => "关机",
        ContactResult.WrongNumber => "空号错号",
        ContactResult.NotClaimant => "非本人",
        ContactResult.CallLater => "约定再联系",
        _ => result.ToString(),
    };

    public static string Of(ContactWaiverReason reason) => reason switch
    {
        ContactWaiverReason.Confidential => "保密诉求",
        ContactWaiverReason.Anonymous => "匿名诉求",
        ContactWaiverReason.NoReplyWanted => "无需回复",
        ContactWaiverReason.Unreachable => "无法联系",
        _ => reason.ToString(),
    };

    public static string Of(CloseReason reason) => reason switch
    {
        CloseReason.ConfirmedSolved => "诉求人确认解决",
        CloseReason.AcceptedAsIs => "诉求人认可现状",
        CloseReason.Unreachable => "无法联系诉求人",
        CloseReason.Anonymous => "匿名无法回访",
        CloseReason.NoReplyWanted => "无需回复",
        _ => reason.ToString(),
    };

    public static string Of(Gender gender) => gender switch
    {
        Gender.Female => "女",
        Gender.Male => "男",
        _ => "性别未说明",
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
