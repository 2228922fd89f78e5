using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Privacy;

namespace Hotline.Tracking.Lifecycle;

/// <summary>What units and their reviewers do. Words are masked before anything else sees them.</summary>
public sealed class UnitCommands(TicketCommands commands, ClockTable clocks, CallbackPolicy callbacks)
{
    private static readonly Role[] Units = [Role.UnitLiaison, Role.FieldWorker];
    private static readonly Role[] Reviewers = [Role.ReplyAuditor];

    public Task<Ticket> SignAsync(SignTicketRequest request, ServerCallContext context) =>
        RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
            SignRule.Sign(ticket, request.AssignmentId, actor, now));

    public Task<Ticket> ContactAsync(RecordContactRequest request, ServerCallContext context)
    {
        var note = Masker.Mask(request.Note);
        return RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
            ContactRule.Contact(ticket, request.AssignmentId, request.Channel, request.Reached, note, actor, now));
    }

    public Task<Ticket> StartAsync(StartHandlingRequest request, ServerCallContext context) =>
        RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
            StartRule.Start(ticket, request.AssignmentId, actor, now));

    public Task<Ticket> FeedBackAsync(SubmitFeedbackRequest request, ServerCallContext context)
    {
        var (result, evidence) = (Masker.Mask(request.Result), Masker.Mask(request.Evidence));
        return RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
            FeedbackRule.Submit(ticket, request.AssignmentId, result, request.ClaimsSolved, evidence, actor, now, clocks));
    }

    public Task<Ticket> ReviewAsync(ReviewFeedbackRequest request, ServerCallContext context)
    {
        var opinion = Masker.Mask(request.Opinion);
        var caller = context.Caller();
        return commands.RunAsync(context, request, request.TicketId, Reviewers, (ticket, actor, now) =>
        {
            UnitDuty.MustReview(ticket, caller.Units);
            return ReviewRule.Review(ticket, request.Decision, request.Reason, opinion, actor, now, callbacks);
        });
    }

    private Task<Ticket> RunAsync(
        ServerCallContext context, Google.Protobuf.IMessage request, string ticketId, string assignmentId, TicketCommands.Decide decide)
    {
        var caller = context.Caller();
        return commands.RunAsync(context, request, ticketId, Units, Checked, assignmentId);

        Decision Checked(TicketRecord ticket, ActorRecord actor, DateTime now)
        {
            UnitDuty.MustActFor(PartRule.Find(ticket, assignmentId), caller.Roles, caller.Units);
            return decide(ticket, actor, now);
        }
    }
}
