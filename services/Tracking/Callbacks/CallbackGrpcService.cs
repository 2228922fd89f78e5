using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Tracking.Lifecycle;
using Hotline.Tracking.Listing;

namespace Hotline.Tracking.Callbacks;

/// <summary>The agents' face: what is due, whose it is, what the claimant said.</summary>
public sealed class CallbackGrpcService(TicketQueries queries, TicketCommands commands, TicketText text, CallbackPolicy policy)
    : CallbackService.CallbackServiceBase
{
    private static readonly Role[] Agents = [Role.CallbackAgent];

    public override Task<ListCallbacksResponse> ListCallbacks(ListCallbacksRequest request, ServerCallContext context) =>
        queries.CallbacksAsync(request, context);

    public override Task<Ticket> ClaimCallback(ClaimCallbackRequest request, ServerCallContext context) =>
        commands.RunAsync(context, request, request.TicketId, Agents, (ticket, agent, now) =>
            ClaimRule.Claim(ticket, agent, now, policy));

    public override Task<Ticket> RecordCallback(RecordCallbackRequest request, ServerCallContext context)
    {
        var writer = context.Caller();
        var answers = new Answers
        {
            Channel = request.Channel,
            CallId = request.CallId,
            RecordingId = request.RecordingId,
            Result = request.Result,
            Contacted = request.Contacted,
            Solved = request.Solved,
            Satisfaction = request.Satisfaction,
            AcceptedAsIs = request.AcceptedAsIs,
        };
        return commands.RunAsync(context, request, request.TicketId, Agents, (ticket, agent, now) =>
            RecordRule.Record(ticket, answers, text.Mask(ticket, writer, request.Opinion), agent, now, policy));
    }
}
