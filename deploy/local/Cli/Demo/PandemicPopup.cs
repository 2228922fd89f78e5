using Hotline.Intake.V1;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Cli.Demo;

/// <summary>Scenario B of docs/domain/cases.md: a health-code popup in the evening, cleared the same night.</summary>
public static class PandemicPopup
{
    private const string Title = "B  健康宝弹窗：母亲的肾病药用完，进不了医院；晚上八点半来电，当晚解除";
    private const string English = "A health-code popup in the evening, cleared the same night";
    private const string Course = "三天两检已做，第二次结果一直查不到，弹窗解除不了";
    public const string Begins = "2022-09-27 20:30";

    public static async Task<Play> PlayAsync(Stage stage)
    {
        var (cast, checks) = (stage.Cast, stage.Checks);
        var appeal = await stage.Intake.SubmitAppealAsync(Call(stage.RequestId()), cast.Operator, Stage.Soon());
        var id = appeal.AppealId;
        var handling = new Handling(stage, id);
        checks.That("B 村名所在镇由系统补全", "密云镇", appeal.Snapshot.Place.TownName);

        var queued = await stage.TicketAsync(id, ticket => ticket.State == TicketState.PendingDispatch);
        checks.That("B 涉疫工单须人工确认，先进入待派队列", TicketState.PendingDispatch, queued.State);
        checks.That("B 工单编号以受理日期开头", "MY220927", queued.TicketNumber[..8]);
        checks.That("B 紧急程度为涉疫 PE", "EPIDEMIC", queued.Appeal.Urgency);
        checks.Time("B 派单时限 1 小时", "2022-09-27 21:30", queued.Due(DeadlineKind.Dispatch)?.DueAt);

        await stage.AtAsync("2022-09-27 20:35");
        var history = await stage.Routing.GetDispatchHistoryAsync(
            new GetDispatchHistoryRequest { TicketId = id }, cast.Dispatcher, Stage.Soon());
        var suggestion = history.Decisions[^1].Decision;
        checks.That("B 派单建议：属地主办", Cast.Town, suggestion.Targets.FirstOrDefault(target => target.Role == AssignmentRole.Lead)?.UnitId);
        var dispatched = await stage.Routing.DispatchTicketAsync(
            new DispatchTicketRequest
            {
                RequestId = stage.RequestId(),
                TicketId = id,
                LeadUnitId = Cast.Town,
                CoHandlerUnitIds = { Cast.HealthCommission },
                Reason = "属地核实弹窗原因，区卫健委协查检测结果",
            },
            cast.Dispatcher,
            Stage.Soon());
        var ticket = await stage.TicketAsync(id, dispatched.ConsistencyToken);
        var (lead, health) = (ticket.PartOf(Cast.Town), ticket.PartOf(Cast.HealthCommission));
        checks.That("B 区卫健委协办", AssignmentRole.CoHandler, ticket.Of(Cast.HealthCommission)?.Routed.Role);
        checks.Time("B 签收时限 15 分钟，自派单起算", "2022-09-27 20:50", ticket.Due(DeadlineKind.Sign, lead)?.DueAt);
        checks.Time("B 响应时限 2 小时，自受理起算", "2022-09-27 22:30", ticket.Due(DeadlineKind.Response, lead)?.DueAt);
        checks.Time("B 单位办理时限 24 小时，自受理起算", "2022-09-28 20:30", ticket.Due(DeadlineKind.Feedback, lead)?.DueAt);

        await stage.AtAsync("2022-09-27 20:36");
        await handling.SignAsync(cast.TownLiaison, lead);
        await RevealAsync(stage, id);

        await stage.AtAsync("2022-09-27 20:40");
        await handling.ContactAsync(cast.TownLiaison, lead, "已与诉求人核实：母亲的肾病药今晚用完，健康宝弹窗进不了医院；三天两检已做，第二次结果未上传，检测点和编号已记下");
        await handling.StartAsync(cast.TownLiaison, lead);
        await handling.TakeUpAsync(cast.HealthLiaison, health);

        await stage.AtAsync("2022-09-27 20:42");
        var passed = await stage.Routing.SubDispatchAsync(
            new SubDispatchRequest
            {
                RequestId = stage.RequestId(),
                TicketId = id,
                ParentAssignmentId = lead,
                UnitIds = { Cast.EpidemicTaskForce, Cast.Clinic },
                Reason = "专班核验并开具证明，卫生服务院补传检测结果",
                IsMandatory = true,
            },
            cast.TownLiaison,
            Stage.Soon());
        ticket = await stage.TicketAsync(id, passed.ConsistencyToken);
        checks.That("B 镇疫情专班转派承办", AssignmentRole.SubHandler, ticket.Of(Cast.EpidemicTaskForce)?.Routed.Role);
        checks.That("B 镇卫生服务院转派承办", AssignmentRole.SubHandler, ticket.Of(Cast.Clinic)?.Routed.Role);
        var (taskForce, clinic) = (ticket.PartOf(Cast.EpidemicTaskForce), ticket.PartOf(Cast.Clinic));

        await stage.AtAsync("2022-09-27 20:50");
        await handling.TakeUpAsync(cast.TaskForce, taskForce);
        await handling.TakeUpAsync(cast.ClinicWorker, clinic);

        await stage.AtAsync("2022-09-27 22:50");
        await handling.FeedBackAsync(cast.ClinicWorker, clinic, "第二次检测结果已补传", "系统回执");
        await handling.FeedBackAsync(cast.HealthLiaison, health, "已核对检测数据并同步", "数据平台记录");
        await handling.FeedBackAsync(cast.TaskForce, taskForce, "已开具证明，弹窗解除", "证明存档件");
        ticket = await handling.ContactAsync(cast.TownLiaison, lead, "已告知诉求人弹窗解除，明早可陪母亲到医院开药；诉求人确认健康宝正常");
        checks.That("B 四家单位办理，只有主办单位联系诉求人", 1, ticket.Assignments.Count(part => part.Contacts.Count > 0));

        await stage.AtAsync("2022-09-27 22:55");
        ticket = await handling.FeedBackAsync(
            cast.TownLiaison,
            lead,
            "检测结果补传，证明开具，弹窗 22:50 解除，已电话告知诉求人",
            "专班证明、系统回执、通话记录",
            "您反映的健康宝弹窗已于今晚解除，可以陪母亲到医院开药");
        checks.That("B 办理结果之外另有给诉求人的回复内容", true, ticket.Of(Cast.Town)?.Feedbacks[^1].Reply.Length > 0);
        await stage.AtAsync("2022-09-27 23:10");
        ticket = await handling.ApproveAsync("内容完整，已告知诉求人");
        checks.That("B 夜间审核通过，转入待回访", TicketState.PendingCallback, ticket.State);
        checks.Time("B 回访不早于次日 09:00", "2022-09-28 09:00", ticket.CallbackTask?.NotBefore);
        checks.That("B 夜间不打扰诉求人：23:10 不得回访", "GUARD_FAILED too_early", await Stage.RefusalAsync(handling.ClaimCallbackAsync));

        await stage.AtAsync("2022-09-28 09:10");
        ticket = await handling.CallBackAsync(Solved.Yes, Satisfaction.Satisfied, "当晚就解决了，今早已给母亲开到药，谢谢");
        Outcome(checks, ticket, lead);
        return new(Title, English, id);
    }

    private static SubmitAppealRequest Call(string requestId) => new()
    {
        RequestId = requestId,
        Claimant = new Claimant
        {
            Name = "苗青禾",
            CallerPhone = "13800000027",
            Kind = ClaimantKind.Person,
            Gender = Gender.Female,
            AddressDetail = "东街 7 号",
        },
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "epidemic.health-code",
        Urgency = "EPIDEMIC",
        Title = "健康宝弹窗，母亲的肾病药用完，无法进医院开药",
        OccurredWhen = "今晚七点起",
        Place = new Place { VillageId = Cast.DatangzhuangVillage },
        Cause = "母亲患肾病，药今晚用完；健康宝弹窗，医院不让进",
        Course = Course,
        Demand = "尽快解除弹窗，到医院开药",
        Tags = { "就医买药" },
    };

    /// <summary>The handler sees whom to call; another town does not even learn that the ticket exists.</summary>
    private static async Task RevealAsync(Stage stage, string id)
    {
        var request = new Tracking.V1.RevealClaimantRequest { TicketId = id, Purpose = "联系诉求人核实情况" };
        var shown = await stage.Tracking.RevealClaimantAsync(request, stage.Cast.TownLiaison, Stage.Soon());
        stage.Checks.That("B 承办单位可查看联系方式，并留下记录", true, shown.ContactPhone.Length > 0 && shown.AccessRecordId.Length > 0);
        var refusal = await Stage.RefusalAsync(
            () => stage.Tracking.RevealClaimantAsync(request, stage.Cast.OtherTownLiaison, Stage.Soon()).ResponseAsync);
        stage.Checks.That("B 其他乡镇查看不到该工单", "NOT_FOUND", refusal);
        var said = await stage.Tracking.RevealContentAsync(
            new Tracking.V1.RevealContentRequest { TicketId = id, Purpose = "核对诉求原话" }, stage.Cast.TownLiaison, Stage.Soon());
        stage.Checks.That("B 承办单位可查看原话", Course, said.Words.Course);
    }

    private static void Outcome(Checks checks, Ticket ticket, string lead)
    {
        checks.Time("B 20:35 派单，在时限内", "2022-09-27 20:35", ticket.Due(DeadlineKind.Dispatch)?.MetAt);
        checks.Time("B 20:36 签收", "2022-09-27 20:36", ticket.Due(DeadlineKind.Sign, lead)?.MetAt);
        checks.Time("B 20:40 联系诉求人，响应，不晚于 22:30", "2022-09-27 20:40", ticket.Due(DeadlineKind.Response, lead)?.MetAt);
        checks.Time("B 22:50 弹窗解除", "2022-09-27 22:50", ticket.Of(Cast.EpidemicTaskForce)?.Feedbacks.LastOrDefault()?.SubmittedAt);
        checks.Time("B 22:55 反馈，不晚于次日 20:30", "2022-09-27 22:55", ticket.Due(DeadlineKind.Feedback, lead)?.MetAt);
        checks.That("B 无一时限超期", 0, ticket.Deadlines.Count(deadline => deadline.BreachedAt is not null));
        var call = ticket.Callbacks.LastOrDefault();
        checks.That("B 回访有效", true, call?.IsValid);
        checks.That("B 是否联系：是", Contacted.Yes, call?.Contacted);
        checks.That("B 是否解决：是", Solved.Yes, call?.Solved);
        checks.That("B 是否满意：满意", Satisfaction.Satisfied, call?.Satisfaction);
        checks.That("B 回访后结案", TicketState.Closed, ticket.State);
        checks.That("B 结案方式：诉求人确认解决", CloseReason.ConfirmedSolved, ticket.CloseReason);
        checks.That("B 首接单位为密云镇", Cast.Town, ticket.FirstReceiverUnitId);
    }
}
