using Google.Protobuf;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Time;

namespace Hotline.Tracking.Lifecycle;

/// <summary>What units and their reviewers do. The rules see words masked.</summary>
public sealed class UnitCommands(TicketCommands commands, TicketText text, ClockTable clocks, CallbackPolicy callbacks)
{
    private static readonly Role[] Units = [Role.UnitLiaison, Role.FieldWorker];
    private static readonly Role[] Contacting = [.. Units, Role.CallbackAgent, Role.Operator];
    private static readonly Role[] Waiving = [Role.UnitLiaison];
    private static readonly Role[] Reviewers = [Role.ReplyAuditor];

    public Task<Ticket> SignAsync(SignTicketRequest request, ServerCallContext context) =>
        RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
            SignRule.Sign(ticket, request.AssignmentId, actor, now));

    public Task<Ticket> ContactAsync(RecordContactRequest request, ServerCallContext context)
    {
        DateTime? at = request.ContactedAt is { } said ? BusinessClock.InMilliseconds(said.ToDateTime()) : null;
        var writer = context.Caller();
        return RunAsync(
            context,
            request,
            request.TicketId,
            request.AssignmentId,
            (ticket, actor, now) =>
            {
                var report = new ContactReport(request.Channel, request.Result, text.Mask(ticket, writer, request.Note), at)
                {
                    CallId = request.CallId,
                    RecordingId = request.RecordingId,
                };
                return ContactRule.Contact(ticket, request.AssignmentId, report, actor, now);
            },
            Contacting);
    }

    public Task<Ticket> WaiveContactAsync(WaiveContactRequest request, ServerCallContext context)
    {
        var writer = context.Caller();
        return RunAsync(
            context,
            request,
            request.TicketId,
            request.AssignmentId,
            (ticket, actor, now) =>
            {
                var note = text.Mask(ticket, writer, request.Note);
                return WaiverRule.Waive(ticket, request.AssignmentId, request.Reason, note, actor, now, callbacks);
            },
            Waiving);
    }

    public Task<Ticket> StartAsync(StartHandlingRequest request, ServerCallContext context) =>
        RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
            StartRule.Start(ticket, request.AssignmentId, actor, now));

    public Task<Ticket> FeedBackAsync(SubmitFeedbackRequest request, ServerCallContext context)
    {
        var writer = context.Caller();
        return RunAsync(context, request, request.TicketId, request.AssignmentId, (ticket, actor, now) =>
        {
            var report = new FeedbackReport(
                text.Mask(ticket, writer, request.Result),
                request.ClaimsSolved,
                text.Mask(ticket, writer, request.Evidence),
                text.Mask(ticket, writer, request.Reply));
            return FeedbackRule.Submit(ticket, request.AssignmentId, report, actor, now, clocks);
        });
    }

    public Task<Ticket> ReviewAsync(ReviewFeedbackRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        return commands.RunAsync(context, request, request.TicketId, Reviewers, (ticket, actor, now) =>
        {
            UnitDuty.MustReview(ticket, caller.Units);
            var opinion = text.Mask(ticket, caller, request.Opinion);
            return ReviewRule.Review(ticket, request.Decision, request.Reason, opinion, actor, now, callbacks);
        });
    }

    private Task<Ticket> RunAsync(
        ServerCallContext context,
        IMessage request,
        string ticketId,
        string assignmentId,
        TicketCommands.Decide decide,
        Role[]? roles = null)
    {
        var caller = context.Caller();
        return commands.RunAsync(context, request, ticketId, roles ?? Units, Checked, assignmentId);

        Decision Checked(TicketRecord ticket, ActorRecord actor, DateTime now)
        {
            var part = PartRule.Find(ticket, assignmentId);
            if (ContactRule.Relays(actor.Role))
            {
                UnitDuty.MustRelay(ticket, caller.Units);
            }
            else
            {
                UnitDuty.MustActFor(part, caller.Roles, caller.Units);
            }

            return decide(ticket, actor, now);
        }
    }
}
