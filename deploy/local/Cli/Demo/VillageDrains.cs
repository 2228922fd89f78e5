using Hotline.Intake.V1;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Cli.Demo;

/// <summary>Scenario A of docs/domain/cases.md: a village without drains, called back before the work can be done.</summary>
public static class VillageDrains
{
    private const string Title = "A  李各庄村排水：135 户，总时限届满先回访，年底完工";
    private const string English = "A village without drains, called back before the work can be done";

    public static async Task<Play> PlayAsync(Stage stage)
    {
        var (cast, checks) = (stage.Cast, stage.Checks);
        await stage.AtAsync("2022-09-28 10:00");
        var appeal = await stage.Intake.SubmitAppealAsync(Call(stage.RequestId()), cast.Operator, Stage.Soon());
        var id = appeal.AppealId;
        var handling = new Handling(stage, id);
        var ticket = await stage.TicketAsync(id, found => found.State == TicketState.Dispatched);
        var lead = ticket.PartOf(Cast.Town);
        checks.That("A 按属地自动派往密云镇，无需人工", Cast.Town, ticket.Assignments.FirstOrDefault()?.Routed.UnitId);
        checks.That("A 工单编号以受理日期开头", "MY220928", ticket.TicketNumber[..8]);
        checks.That("A 紧急程度为一般 P2", "NORMAL", ticket.Appeal.Urgency);
        checks.Time("A 受理即派单", "2022-09-28 10:00", ticket.Due(DeadlineKind.Dispatch)?.MetAt);
        checks.Time("A 签收时限 2 小时", "2022-09-28 12:00", ticket.Due(DeadlineKind.Sign, lead)?.DueAt);
        checks.Time("A 响应时限 24 小时", "2022-09-29 10:00", ticket.Due(DeadlineKind.Response, lead)?.DueAt);
        checks.Time("A 单位办理时限 7 天，自派单起算", "2022-10-05 10:00", ticket.Due(DeadlineKind.Feedback, lead)?.DueAt);
        checks.Time("A 总时限（自受理）7 天", "2022-10-05 10:00", ticket.Due(DeadlineKind.Citizen)?.DueAt);

        await stage.AtAsync("2022-09-28 10:08");
        ticket = await handling.SignAsync(cast.TownLiaison, lead);
        checks.Time("A 10:08 签收", "2022-09-28 10:08", ticket.Due(DeadlineKind.Sign, lead)?.MetAt);
        checks.That("A 首接单位为密云镇", Cast.Town, ticket.FirstReceiverUnitId);
        await stage.AtAsync("2022-09-28 10:25");
        ticket = await handling.ContactAsync(cast.TownLiaison, lead, "与诉求人核实：全村无排水管网，雨后积水倒灌，135 户未拆迁");
        checks.Time("A 10:25 联系诉求人，即为响应", "2022-09-28 10:25", ticket.Due(DeadlineKind.Response, lead)?.MetAt);
        await handling.StartAsync(cast.TownLiaison, lead);

        await stage.AtAsync("2022-09-28 10:40");
        var passed = await stage.Routing.SubDispatchAsync(
            new SubDispatchRequest
            {
                RequestId = stage.RequestId(),
                TicketId = id,
                ParentAssignmentId = lead,
                UnitIds = { Cast.LigezhuangVillage, Cast.PlanningOffice },
                Reason = "村里先行疏导，规划建设办公室研究给排水改造",
                IsMandatory = true,
            },
            cast.TownLiaison,
            Stage.Soon());
        ticket = await stage.TicketAsync(id, passed.ConsistencyToken);
        var (village, planning) = (ticket.PartOf(Cast.LigezhuangVillage), ticket.PartOf(Cast.PlanningOffice));
        checks.That("A 先核实后转派", false, ticket.Assignments.Any(part => part.PassedDownUnchecked));
        checks.That("A 李各庄村转派承办", AssignmentRole.SubHandler, ticket.Of(Cast.LigezhuangVillage)?.Routed.Role);
        checks.That("A 规划建设办公室转派承办", AssignmentRole.SubHandler, ticket.Of(Cast.PlanningOffice)?.Routed.Role);

        await stage.AtAsync("2022-09-28 11:00");
        await handling.TakeUpAsync(cast.Village, village);
        await handling.ContactAsync(cast.Village, village, "入户告知：先用水泵排积水，改造方案报批", ContactChannel.Visit);
        await handling.TakeUpAsync(cast.Planner, planning);

        await CalledBackBeforeTheWorkIsDoneAsync(stage, handling, id);
        await FinishedAtTheEndOfTheYearAsync(stage, handling, lead, village, planning);
        return new(Title, English, id);
    }

    private static SubmitAppealRequest Call(string requestId) => new()
    {
        RequestId = requestId,
        Claimant = new Claimant { Name = "柏长河", CallerPhone = "13800000135", Kind = ClaimantKind.Person, AddressDetail = "南街 12 号" },
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "water.supply-drainage.drainage",
        Urgency = "NORMAL",
        Title = "全村没有下水管道，雨后积水",
        OccurredWhen = "多年来，今年汛期更重",
        Place = new Place { TownId = Cast.Town, VillageId = Cast.LigezhuangVillage },
        Cause = "村内没有排水管网",
        Course = "雨后污水流到街上，倒灌进院子",
        Demand = "修建排水管道",
        AffectedScope = AffectedScope.WholePlace,
        AffectedHouseholds = 135,
    };

    private static async Task CalledBackBeforeTheWorkIsDoneAsync(Stage stage, Handling handling, string id)
    {
        var checks = stage.Checks;
        await stage.AtAsync("2022-10-05 09:59");
        var ticket = await stage.TicketAsync(id);
        checks.That("A 时限届满前一分钟，没有回访任务", null, ticket.CallbackTask?.Cause);

        await stage.AtAsync("2022-10-05 10:01");
        ticket = await stage.TicketAsync(id);
        checks.That("A 时限届满即回访，不等单位办结", CallbackCause.CitizenClockExpired, ticket.CallbackTask?.Cause);
        checks.Time("A 超期按截止时间记", "2022-10-05 10:00", ticket.Due(DeadlineKind.Citizen)?.BreachedAt);
        checks.That("A 总时限亮红灯", Lamp.Red, ticket.Due(DeadlineKind.Citizen)?.Lamp);

        await stage.AtAsync("2022-10-05 10:20");
        ticket = await handling.CallBackAsync(Solved.No, Satisfaction.BasicallySatisfied, "知道在立项，希望快一点");
        var call = ticket.Callbacks[^1];
        checks.That("A 回访有效", true, call.IsValid);
        checks.That("A 是否联系：是", Contacted.Yes, call.Contacted);
        checks.That("A 是否解决：否", Solved.No, call.Solved);
        checks.That("A 是否满意：基本满意", Satisfaction.BasicallySatisfied, call.Satisfaction);
        checks.That("A 回访不改变办理状态，单位仍须答复", TicketState.InProgress, ticket.State);
    }

    private static async Task FinishedAtTheEndOfTheYearAsync(Stage stage, Handling handling, string lead, string village, string planning)
    {
        var (cast, checks) = (stage.Cast, stage.Checks);
        await stage.AtAsync("2022-12-31 09:00");
        await handling.FeedBackAsync(cast.Planner, planning, "给排水改造立项、招投标、施工，现已完工，投资 664 万元", "竣工验收单");
        await handling.FeedBackAsync(cast.Village, village, "135 户全部接入管网", "入户确认表");
        await stage.AtAsync("2022-12-31 09:30");
        var ticket = await handling.FeedBackAsync(cast.TownLiaison, lead, "李各庄村给排水改造完工，135 户接入", "竣工验收单、入户确认表");
        checks.Time("A 单位办理时限 10 月 5 日 10:00 超期，如实显示", "2022-10-05 10:00", ticket.Due(DeadlineKind.Feedback, lead)?.BreachedAt);
        checks.Time("A 12 月 31 日 9:30 反馈", "2022-12-31 09:30", ticket.Due(DeadlineKind.Feedback, lead)?.MetAt);

        await stage.AtAsync("2022-12-31 10:00");
        await handling.ApproveAsync("附件齐全，已告知诉求人");
        await stage.AtAsync("2022-12-31 10:30");
        ticket = await handling.CallBackAsync(Solved.Yes, Satisfaction.Satisfied, "管道通了");
        checks.That("A 回访确认解决，结案", TicketState.Closed, ticket.State);
        checks.That("A 结案方式：诉求人确认解决", CloseReason.ConfirmedSolved, ticket.CloseReason);
        checks.That("A 最后一次有效回访：满意", Satisfaction.Satisfied, ticket.Callbacks[^1].Satisfaction);
        checks.That("A 共两次回访，第一次保留", "No Yes", string.Join(' ', ticket.Callbacks.Select(call => call.Solved)));
    }
}
