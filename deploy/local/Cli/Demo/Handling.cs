using Grpc.Core;
using Hotline.Tracking.V1;

namespace Hotline.Cli.Demo;

/// <summary>What a unit does with its part, in the order the front line does it.</summary>
public sealed class Handling(Stage stage, string ticketId)
{
    public async Task<Ticket> SignAsync(Metadata who, string assignment) =>
        await stage.Tracking.SignTicketAsync(
            new SignTicketRequest { RequestId = stage.RequestId(), TicketId = ticketId, AssignmentId = assignment },
            who,
            Stage.Soon());

    public async Task<Ticket> ContactAsync(
        Metadata who,
        string assignment,
        string note,
        ContactChannel channel = ContactChannel.Phone,
        ContactResult result = ContactResult.Reached) =>
        await stage.Tracking.RecordContactAsync(
            new RecordContactRequest
            {
                RequestId = stage.RequestId(),
                TicketId = ticketId,
                AssignmentId = assignment,
                Channel = channel,
                Result = result,
                Note = note,
            },
            who,
            Stage.Soon());

    public async Task<Ticket> WaiveAsync(string assignment, ContactWaiverReason reason) =>
        await stage.Tracking.WaiveContactAsync(
            new WaiveContactRequest
            {
                RequestId = stage.RequestId(),
                TicketId = ticketId,
                AssignmentId = assignment,
                Reason = reason,
            },
            stage.Cast.TownLiaison,
            Stage.Soon());

    public async Task<Ticket> StartAsync(Metadata who, string assignment) =>
        await stage.Tracking.StartHandlingAsync(
            new StartHandlingRequest { RequestId = stage.RequestId(), TicketId = ticketId, AssignmentId = assignment },
            who,
            Stage.Soon());

    public async Task<Ticket> FeedBackAsync(Metadata who, string assignment, string result, string evidence, string reply = "") =>
        await stage.Tracking.SubmitFeedbackAsync(
            new SubmitFeedbackRequest
            {
                RequestId = stage.RequestId(),
                TicketId = ticketId,
                AssignmentId = assignment,
                Result = result,
                ClaimsSolved = true,
                Evidence = evidence,
                Reply = reply,
            },
            who,
            Stage.Soon());

    public async Task<Ticket> ApproveAsync(string opinion) =>
        await stage.Tracking.ReviewFeedbackAsync(
            new ReviewFeedbackRequest
            {
                RequestId = stage.RequestId(),
                TicketId = ticketId,
                Decision = ReviewDecision.Approved,
                Opinion = opinion,
            },
            stage.Cast.Auditor,
            Stage.Soon());

    public async Task<Ticket> ClaimCallbackAsync() =>
        await stage.Callbacks.ClaimCallbackAsync(
            new ClaimCallbackRequest { RequestId = stage.RequestId(), TicketId = ticketId },
            stage.Cast.Agent,
            Stage.Soon());

    public Task<Ticket> CallBackAsync(Solved solved, Satisfaction satisfaction, string opinion) => CallAsync(new()
    {
        Result = ContactResult.Reached,
        Contacted = Contacted.Yes,
        Solved = solved,
        Satisfaction = satisfaction,
        Opinion = opinion,
    });

    public Task<Ticket> MissedCallbackAsync(ContactResult result) => CallAsync(new() { Result = result });

    private async Task<Ticket> CallAsync(RecordCallbackRequest call)
    {
        await ClaimCallbackAsync();
        (call.RequestId, call.TicketId, call.Channel) = (stage.RequestId(), ticketId, CallbackChannel.Phone);
        return await stage.Callbacks.RecordCallbackAsync(call, stage.Cast.Agent, Stage.Soon());
    }

    /// <summary>Signs and starts at once, as an office on duty does. The lead speaks with the claimant for all.</summary>
    public async Task TakeUpAsync(Metadata who, string assignment)
    {
        await SignAsync(who, assignment);
        await StartAsync(who, assignment);
    }
}
