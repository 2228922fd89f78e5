using Google.Protobuf;
using Grpc.Core;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Events.V1;

namespace Hotline.Tracking.Lifecycle;

/// <summary>Runs a command on a ticket: inside the caller's scope, once per request_id, answered from the fact it left.</summary>
public sealed class TicketCommands(FactStore<TicketRecord> tickets, CommandFactory commands, ConsistencyTokens consistency)
{
    /// <summary>The rule of a command: pure, refuses by throwing.</summary>
    public delegate Decision Decide(TicketRecord ticket, ActorRecord actor, DateTime now);

    /// <summary>
    /// Runs a command and returns the ticket as its own fact left it, with its lamps as of now, also when the request is a repeat.
    /// </summary>
    /// <param name="context">The call.</param>
    /// <param name="request">What is asked; its request_id and etag count.</param>
    /// <param name="ticketId">The ticket's id or number.</param>
    /// <param name="roles">Who may, the role that counts first.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="assignmentId">The part it is about, empty when it is the whole ticket.</param>
    /// <exception cref="RefusalException">
    /// NOT_FOUND, REQUEST_ID_REUSED, ETAG_MISMATCH, CONTENTION, OVERLOADED, or what the rule refuses.
    /// </exception>
    public async Task<Ticket> RunAsync(
        ServerCallContext context, IMessage request, string ticketId, ReadOnlyMemory<Role> roles, Decide decide, string assignmentId = "")
    {
        var (id, command) = (ticketId, commands.From(context, request, roles.Span));
        // The decision names the ticket and the acting unit: a number, or a person of several units, costs a read first.
        if (TicketId.IsNumber(ticketId) || command.Scope.Units.Count > 1)
        {
            var found = await tickets.GetAsync(ticketId, command.Scope, context.CancellationToken);
            (id, command) = (found.Id, command.ActingIn(UnitsOf(found.State, assignmentId)));
        }

        var written = await tickets.ChangeAsync(
            id,
            command,
            (ticket, version) =>
            {
                if (ticket.IsStub)
                {
                    throw Refuse.NotFound("ticket");
                }

                Accused.MayAct(ticket, command.Scope.Units, assignmentId);
                return decide(ticket, command.Actor.ToRecord(), command.OccurredAt).ToDecision(id, version, ticket);
            },
            context.CancellationToken);
        var changed = written!.Fact.EventAs<TicketChanged>();
        var answer = changed.Ticket.For(command.Scope.Units, changed.AccusedUnitIds);
        answer.Light(command.OccurredAt);
        answer.ConsistencyToken = consistency.Issue(id, answer.Version);
        return answer;
    }

    /// <summary>Where the matter lies, the nearest unit first. Of the whole ticket it lies above the lead: there it is judged.</summary>
    private static IEnumerable<string> UnitsOf(TicketRecord ticket, string assignmentId) => assignmentId.Length > 0
        ? ticket.Assignments.FirstOrDefault(a => a.Id == assignmentId)?.Routed.Scope ?? []
        : (ticket.Lead?.Routed.Scope.Skip(1) ?? []).Append(ticket.RootUnitId).Concat(ticket.Scope);
}
