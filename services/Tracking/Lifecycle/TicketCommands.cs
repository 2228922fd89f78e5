using Google.Protobuf;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;

namespace Hotline.Tracking.Lifecycle;

/// <summary>Runs a command on a ticket: inside the caller's scope, once per request_id, answered from the fact it left.</summary>
public sealed class TicketCommands(FactStore<TicketRecord> tickets, Commands commands, ConsistencyTokens consistency)
{
    public delegate Outcome Decide(TicketRecord ticket, ActorRecord actor, DateTime now);

    public async Task<Ticket> RunAsync(ServerCallContext context, IMessage request, string ticketId, ReadOnlyMemory<Role> roles, Decide decide)
    {
        var command = commands.From(context, request, roles.Span);
        var id = await ResolveAsync(ticketId, command.Scope, context.CancellationToken);
        var written = await tickets.ChangeAsync(
            id,
            command,
            (ticket, version) => ticket.IsStub
                ? throw Refuse.NotFound("ticket")
                : decide(ticket, command.Actor.ToRecord(), command.OccurredAt).ToChange(id, version, ticket),
            context.CancellationToken);
        var answer = written!.Fact.EventAs<TicketChanged>().Ticket;
        answer.ConsistencyToken = consistency.Issue(id, answer.Version);
        return answer;
    }

    /// <summary>The decision names the ticket in its events, so a number is looked up first.</summary>
    private async Task<string> ResolveAsync(string idOrNumber, Scope scope, CancellationToken cancel) =>
        TicketId.IsNumber(idOrNumber) ? (await tickets.GetAsync(idOrNumber, scope, cancel)).Id : idOrNumber;
}
