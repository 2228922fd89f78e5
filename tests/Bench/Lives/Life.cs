using System.Diagnostics;
using Hotline.Bench.Submits;
using Hotline.Tracking.V1;

namespace Hotline.Bench.Lives;

/// <summary>One ticket from the call that reports it to the call-back that closes it, in the calls its people make.</summary>
public sealed class Life(Staff staff, ChangeWatch watch, CallTimes times)
{
    private readonly string _request = $"life-{Guid.NewGuid():N}";
    private int _step;

    /// <summary>The ticket as it is at the end, and the milliseconds from its submit to its dispatch seen by a watcher.</summary>
    public async Task<(Ticket Ticket, double VisibleMs)> LiveAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        var submit = SampleAppeal.Next();
        var appeal = await times.TimeAsync("submit", async () => await staff.Intake.SubmitAppealAsync(submit, staff.Operator, Soon()));
        var id = appeal.AppealId;
        var (at, change) = await watch.DispatchedAsync(id);
        var part = await PartAsync(id, change);
        await HandleAsync(id, part);
        await CloseAsync(id);
        var get = new GetTicketRequest { TicketId = id };
        var ticket = await times.TimeAsync("get", async () => await staff.Tracking.GetTicketAsync(get, staff.Dispatcher, Soon()));
        return (ticket, Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds);
    }

    private async Task HandleAsync(string id, string part)
    {
        var sign = new SignTicketRequest { RequestId = Next(), TicketId = id, AssignmentId = part };
        await times.TimeAsync("sign", async () => await staff.Tracking.SignTicketAsync(sign, staff.Liaison, Soon()));
        var contact = new RecordContactRequest
        {
            RequestId = Next(),
            TicketId = id,
            AssignmentId = part,
            Channel = ContactChannel.Phone,
            Result = ContactResult.Reached,
            Note = "与诉求人核实：雨后积水倒灌进院子",
        };
        await times.TimeAsync("contact", async () => await staff.Tracking.RecordContactAsync(contact, staff.Liaison, Soon()));
        var start = new StartHandlingRequest { RequestId = Next(), TicketId = id, AssignmentId = part };
        await times.TimeAsync("start", async () => await staff.Tracking.StartHandlingAsync(start, staff.Liaison, Soon()));
        var feedback = new SubmitFeedbackRequest
        {
            RequestId = Next(),
            TicketId = id,
            AssignmentId = part,
            Result = "已抽排积水并疏通边沟",
            ClaimsSolved = true,
            Evidence = "现场照片及诉求人确认记录",
        };
        await times.TimeAsync("feedback", async () => await staff.Tracking.SubmitFeedbackAsync(feedback, staff.Liaison, Soon()));
    }

    private async Task CloseAsync(string id)
    {
        var review = new ReviewFeedbackRequest
        {
            RequestId = Next(),
            TicketId = id,
            Decision = ReviewDecision.Approved,
            Opinion = "内容完整，已告知诉求人",
        };
        await times.TimeAsync("review", async () => await staff.Tracking.ReviewFeedbackAsync(review, staff.Auditor, Soon()));
        var claim = new ClaimCallbackRequest { RequestId = Next(), TicketId = id };
        await times.TimeAsync("claim", async () => await staff.Callbacks.ClaimCallbackAsync(claim, staff.Agent, Soon()));
        var record = new RecordCallbackRequest
        {
            RequestId = Next(),
            TicketId = id,
            Channel = CallbackChannel.Phone,
            Result = ContactResult.Reached,
            Contacted = Contacted.Yes,
            Solved = Solved.Yes,
            Satisfaction = Satisfaction.Satisfied,
            Opinion = "当天就解决了，谢谢",
        };
        await times.TimeAsync("callback", async () => await staff.Callbacks.RecordCallbackAsync(record, staff.Agent, Soon()));
    }

    /// <summary>The lead's assignment as the change showed it; of a change that came without, as an unmeasured call says.</summary>
    private async Task<string> PartAsync(string id, TicketChange change)
    {
        var ticket = change.Ticket.Assignments.Count > 0
            ? change.Ticket
            : await staff.Tracking.GetTicketAsync(new GetTicketRequest { TicketId = id }, staff.Dispatcher, Soon());
        return ticket.Assignments[0].Routed.AssignmentId;
    }

    private string Next() => $"{_request}-{++_step}";

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(60);
}
