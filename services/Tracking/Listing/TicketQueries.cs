using Google.Protobuf;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Time;
using Hotline.Tracking.Lifecycle;
using MongoDB.Bson;

namespace Hotline.Tracking.Listing;

/// <summary>Reads tickets inside the caller's scope, with their lamps as of now.</summary>
public sealed class TicketQueries(
    FactStore<TicketRecord> tickets, Paging paging, ConsistencyTokens consistency, CallbackPolicy policy, BusinessClock clock)
{
    private static readonly BsonDocument WithoutContent = new() { { "appeal.content", 0 }, { "pending", 0 } };

    /// <summary>One ticket with its content.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND; TOKEN_INVALID; UNAVAILABLE: the version of the consistency token does not arrive within two seconds.
    /// </exception>
    public async Task<Ticket> GetAsync(GetTicketRequest request, ServerCallContext context)
    {
        await consistency.AwaitAsync(request.ConsistencyToken, tickets, context.CancellationToken);
        var found = await GetAsync(request.TicketId, context);
        var ticket = found.State.ToProto(found.Id, found.V, clock.UtcNow);
        ticket.Appeal.Content = found.State.Appeal!.Content;
        return ticket.For(context.Caller().Units, found.State.Appeal.AccusedUnits);
    }

    /// <summary>A page of tickets without their content, the latest accepted first.</summary>
    /// <exception cref="RefusalException">TOKEN_INVALID: the page token is of another query.</exception>
    public async Task<ListTicketsResponse> ListAsync(ListTicketsRequest request, ServerCallContext context)
    {
        var filter = request.Filter ?? new();
        var page = await PageAsync(
            TrackingQueries.List(TrackingQueries.InScope(Scope.Of(context.Caller())), filter),
            TrackingQueries.ListSort,
            request.PageSize,
            request.PageToken,
            "tickets:" + Convert.ToBase64String(filter.ToByteArray()),
            context);
        return new() { Tickets = { Show(page, context) }, NextPageToken = page.NextToken };
    }

    /// <summary>A page of call-backs that an agent may make now, the longest due first.</summary>
    /// <exception cref="RefusalException">TOKEN_INVALID: the page token is of another query.</exception>
    public async Task<ListCallbacksResponse> CallbacksAsync(ListCallbacksRequest request, ServerCallContext context)
    {
        var now = clock.UtcNow;
        var page = await PageAsync(
            TrackingQueries.Callbacks(
                TrackingQueries.InScope(Scope.Of(context.Caller())),
                now,
                request.IncludeClaimed,
                policy.IsOpen(now) ? null : policy.AnyTime),
            TrackingQueries.CallbackSort,
            request.PageSize,
            request.PageToken,
            "callbacks:" + request.IncludeClaimed,
            context);
        return new() { Tickets = { Show(page, context) }, NextPageToken = page.NextToken };
    }

    /// <summary>A ticket that the caller may see.</summary>
    /// <exception cref="RefusalException">NOT_FOUND.</exception>
    public async Task<Aggregate<TicketRecord>> GetAsync(string idOrNumber, ServerCallContext context) =>
        await FindAsync(idOrNumber, context) ?? throw Refuse.NotFound("ticket");

    /// <summary>The same, null when there is none. A stub is as unknown as no ticket.</summary>
    public async Task<Aggregate<TicketRecord>?> FindAsync(string idOrNumber, ServerCallContext context) =>
        await tickets.FindAsync(idOrNumber, Scope.Of(context.Caller()), context.CancellationToken) is { State.IsStub: false } found
            ? found
            : null;

    private Task<Paging.Page> PageAsync(
        BsonDocument filter, BsonDocument sort, int size, string token, string query, ServerCallContext context) =>
        paging.ReadAsync(
            tickets.Collection, filter, sort, Paging.Size(size, 50, 200), token, query, context.CancellationToken, WithoutContent);

    private IEnumerable<Ticket> Show(Paging.Page page, ServerCallContext context) => page.Documents.Select(document =>
    {
        var found = Envelope.Read<TicketRecord>(document);
        return found.State.ToProto(found.Id, found.V, clock.UtcNow).For(context.Caller().Units, found.State.Appeal!.AccusedUnits);
    });
}
