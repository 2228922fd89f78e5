using Google.Protobuf.WellKnownTypes;
using Hotline.Intake.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Cli.Demo;

/// <summary>
/// Three tickets of docs/domain/states.md whose claimant a unit cannot speak with: a confidential report, an anonymous appeal, a claimant
/// out of reach. Each reaches its end without one invented contact.
/// </summary>
public static class TrueContacts
{
    /// <summary>Plays the three.</summary>
    public static async Task<IReadOnlyList<Play>> PlayAsync(Stage stage) =>
    [
        new(
            "C  保密举报：承办单位看不到诉求人，由热线代联系",
            "A confidential report: the unit does not see the claimant, the hotline contacts him for it",
            await ConfidentialAsync(stage)),
        new(
            "D  匿名诉求：未留电话，免联系，审核通过即结案",
            "An anonymous appeal: no number, the contact is waived, the approval closes it",
            await AnonymousAsync(stage)),
        new(
            "E  上级派单，诉求人联系不上：三次尝试，分在两天",
            "An order of a higher level, its claimant out of reach: three attempts on two days",
            await UnreachableAsync(stage)),
    ];

    private static async Task<string> ConfidentialAsync(Stage stage)
    {
        var (cast, checks) = (stage.Cast, stage.Checks);
        await stage.AtAsync("2023-01-03 09:00");
        var report = Call(stage.RequestId(), "餐馆向雨水沟倒污水", new Claimant { Name = "计云舒", CallerPhone = "13800000301" });
        report.AppealType = AppealType.Report;
        var (id, lead) = await TakenUpAsync(stage, report);
        var handling = new Handling(stage, id);
        var reveal = new Tracking.V1.RevealClaimantRequest { TicketId = id, Purpose = "联系诉求人核实情况" };
        checks.That(
            "C 承办单位看不到举报人",
            "UNIT_MISSING",
            await Stage.RefusalAsync(() => stage.Tracking.RevealClaimantAsync(reveal, cast.TownLiaison, Stage.Soon()).ResponseAsync));

        await stage.AtAsync("2023-01-03 09:20");
        var ticket = await handling.ContactAsync(cast.Operator, lead, "代承办单位核实：每晚九点后倒污水");
        checks.That("C 热线代联系，并予标明", true, ticket.Of(Cast.Town)?.Contacts.Single().IsRelayed);
        await FinishedAsync(stage, handling, lead, "2023-01-03 16:00");
        await stage.AtAsync("2023-01-03 17:00");
        ticket = await handling.CallBackAsync(Solved.Yes, Satisfaction.Satisfied, "没有再倒");
        checks.That("C 区级回访后结案", CloseReason.ConfirmedSolved, ticket.CloseReason);
        checks.That("C 回访层级：区级", CallbackLevel.District, ticket.Callbacks[^1].Level);
        return id;
    }

    private static async Task<string> AnonymousAsync(Stage stage)
    {
        var checks = stage.Checks;
        await stage.AtAsync("2023-01-04 09:00");
        var (id, lead) = await TakenUpAsync(stage, Call(stage.RequestId(), "村口雨水箅子堵塞", new Claimant { Name = "匿名" }));
        var handling = new Handling(stage, id);
        await stage.AtAsync("2023-01-04 09:20");
        var ticket = await handling.WaiveAsync(lead, ContactWaiverReason.Anonymous);
        checks.Time("D 免联系按自己的时刻完成响应时限", "2023-01-04 09:20", ticket.Due(DeadlineKind.Response, lead)?.MetAt);
        ticket = await FinishedAsync(stage, handling, lead, "2023-01-04 15:00");
        checks.That("D 审核通过即结案：匿名无法回访", CloseReason.Anonymous, ticket.CloseReason);
        checks.That("D 没有一次编造的联系或回访", 0, ticket.Assignments.Sum(part => part.Contacts.Count) + ticket.Callbacks.Count);
        return id;
    }

    private static async Task<string> UnreachableAsync(Stage stage)
    {
        var (cast, checks) = (stage.Cast, stage.Checks);
        await stage.AtAsync("2023-01-05 09:00");
        var call = Call(stage.RequestId(), "门前管沟塌陷", new Claimant { Name = "池远山", CallerPhone = "13800000302" });
        (call.Channel, call.UpstreamOrder) = (Channel.Upstream, CityOrder());
        var (id, lead) = await TakenUpAsync(stage, call);
        var again = new SubmitAppealRequest(call) { RequestId = stage.RequestId() };
        checks.That(
            "E 同一上级工单再次送来，不立第二件",
            "UPSTREAM_ORDER_TAKEN",
            await Stage.RefusalAsync(() => stage.Intake.SubmitAppealAsync(again, cast.Operator, Stage.Soon()).ResponseAsync));
        var handling = new Handling(stage, id);
        foreach (var (at, result) in Attempts("2023-01-05 10:00", "2023-01-05 15:00", "2023-01-06 08:30"))
        {
            await stage.AtAsync(at);
            await handling.ContactAsync(cast.TownLiaison, lead, "未联系上诉求人", result: result);
        }

        await UpstreamIsStricterAsync(stage, id, lead);
        var ticket = await handling.WaiveAsync(lead, ContactWaiverReason.Unreachable);
        checks.That("E 三次尝试分在两天，方可免联系", ContactWaiverReason.Unreachable, ticket.Of(Cast.Town)?.ContactWaiver?.Reason);
        await FinishedAsync(stage, handling, lead, "2023-01-06 15:00");
        foreach (var (at, result) in Attempts("2023-01-06 16:10", "2023-01-06 17:30", "2023-01-07 09:00"))
        {
            await stage.AtAsync(at);
            ticket = await handling.MissedCallbackAsync(result);
        }

        checks.That("E 回访三次未联系上，结案", CloseReason.Unreachable, ticket.CloseReason);
        checks.That(
            "E 没有一次联系记为联系上",
            false,
            ticket.Assignments.SelectMany(part => part.Contacts).Any(contact => contact.Result == ContactResult.Reached));
        return id;
    }

    private static UpstreamOrder CityOrder() => new()
    {
        System = "BJ12345",
        Number = "DH20230105000417",
        DispatchedAt = BeijingTime.Parse("2023-01-05 08:40").ToTimestamp(),
        ResponseDueAt = BeijingTime.Parse("2023-01-05 20:40").ToTimestamp(),
        CompletionDueAt = BeijingTime.Parse("2023-01-12 08:40").ToTimestamp(),
    };

    /// <summary>The city wants the claimant contacted within twelve hours, our limit is a day: the stricter drives the lamp.</summary>
    private static async Task UpstreamIsStricterAsync(Stage stage, string id, string lead)
    {
        var checks = stage.Checks;
        var ticket = await stage.TicketAsync(id);
        checks.Time("E 上级响应时限届满，按其时刻记", "2023-01-05 20:40", ticket.Due(DeadlineKind.UpstreamResponse)?.BreachedAt);
        checks.That("E 从严亮灯：本级响应时限未到，已亮红灯", Lamp.Red, ticket.Due(DeadlineKind.Response, lead)?.Lamp);
        checks.Time("E 本级响应时限不变", "2023-01-06 09:00", ticket.Due(DeadlineKind.Response, lead)?.DueAt);
        checks.That("E 单位按本级时限衡量，未超期", null, ticket.Due(DeadlineKind.Response, lead)?.BreachedAt);
    }

    private static IEnumerable<(string At, ContactResult Result)> Attempts(params string[] at) =>
        at.Zip([ContactResult.NoAnswer, ContactResult.PoweredOff, ContactResult.NoAnswer]);

    private static async Task<(string TicketId, string Lead)> TakenUpAsync(Stage stage, SubmitAppealRequest call)
    {
        var appeal = await stage.Intake.SubmitAppealAsync(call, stage.Cast.Operator, Stage.Soon());
        var ticket = await stage.TicketAsync(appeal.AppealId, found => found.State == TicketState.Dispatched);
        var lead = ticket.PartOf(Cast.Town);
        await new Handling(stage, appeal.AppealId).SignAsync(stage.Cast.TownLiaison, lead);
        return (appeal.AppealId, lead);
    }

    private static async Task<Ticket> FinishedAsync(Stage stage, Handling handling, string lead, string at)
    {
        await handling.StartAsync(stage.Cast.TownLiaison, lead);
        await stage.AtAsync(at);
        await handling.FeedBackAsync(stage.Cast.TownLiaison, lead, "已到现场处置完毕", "现场照片");
        return await handling.ApproveAsync("内容完整");
    }

    private static SubmitAppealRequest Call(string requestId, string title, Claimant claimant)
    {
        claimant.Kind = ClaimantKind.Person;
        return new()
        {
            RequestId = requestId,
            Claimant = claimant,
            Channel = Channel.Phone,
            AppealType = AppealType.Help,
            CategoryId = "water.supply-drainage.drainage",
            Urgency = "NORMAL",
            Title = title,
            OccurredWhen = "这几天",
            Place = new Place { TownId = Cast.Town, VillageId = Cast.LigezhuangVillage },
            Cause = "排水不畅",
            Course = "路面积水",
            Demand = "尽快处置",
        };
    }
}
