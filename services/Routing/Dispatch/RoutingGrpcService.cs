using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Privacy;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch;

/// <summary>The dispatcher's face.</summary>
public sealed class RoutingGrpcService(
    FactStore<DispatchRecord> store,
    ReferenceCache references,
    CommandFactory commands,
    ConsistencyTokens tokens,
    Paging paging,
    ProgressQuestion progress,
    NameMarks names)
    : RoutingService.RoutingServiceBase
{
    public override Task<Decision> SuggestDispatch(SuggestDispatchRequest request, ServerCallContext context)
    {
        var place = request.Place ?? new Place();
        var question = new DispatchQuestion(
            request.CategoryId, new PlaceQuestion(place.TownId, place.VillageId, place.LocationPoint.Trim()), request.AccusedUnitId)
        {
            IsReport = request.AppealType is AppealType.Report,
        };
        return Task.FromResult(DispatchMap.Of(DispatchRules.Decide(question, references.Current)));
    }

    public override async Task<V1.Dispatch> DispatchTicket(DispatchTicketRequest request, ServerCallContext context)
    {
        var command = commands.From(context, request, Role.Dispatcher);
        var order = new DispatchOrder(request.LeadUnitId, [.. request.CoHandlerUnitIds], request.Reason)
        {
            MandatoryUnitIds = [.. request.MandatoryCoHandlerUnitIds],
            RespondentUnitIds = [.. request.RespondentUnitIds],
            ContactingUnitIds = [.. request.ContactingCoHandlerUnitIds],
        };
        var reference = references.Current;
        command = await ActingAsync(
            request.TicketId,
            command,
            record => record.QueueUnitId is { } queue ? reference.Units.ScopeOf(queue) : record.Scope,
            context);
        return await ChangeAsync(request.TicketId, command, context, (record, version) =>
        {
            ActsForQueue(record, command.Scope, reference.Units);
            Accused.MayOrder(record, command.Scope.Units, reference.Units);
            var masked = order with { Reason = Masked(record, order.Reason) };
            return ManualDispatch.Apply(record, masked, DispatchStore.Context(command, version), reference);
        });
    }

    public override async Task<V1.Dispatch> SubDispatch(SubDispatchRequest request, ServerCallContext context)
    {
        var command = commands.From(context, request, Role.UnitLiaison, Role.TownHead, Role.Dispatcher);
        var order = new SubDispatchOrder(
            request.ParentAssignmentId, [.. request.UnitIds], request.Reason, request.IsMandatory)
        {
            RespondentUnitIds = [.. request.RespondentUnitIds],
            NeedsContact = request.NeedsContact,
        };
        var reference = references.Current;
        command = await ActingAsync(
            request.TicketId,
            command,
            record => record.Assignments.FirstOrDefault(a => a.AssignmentId == request.ParentAssignmentId)?.Scope ?? [],
            context);
        // Asked before the write, told within it: the repeat of a request is answered however far the units are by now.
        var known = await progress.AskAsync(request.TicketId, context.CancellationToken);
        return await ChangeAsync(request.TicketId, command, context, (record, version) =>
        {
            Accused.MayOrder(record, command.Scope.Units, reference.Units);
            return Rules.SubDispatch.Apply(
                record,
                order with { Reason = Masked(record, order.Reason) },
                command.Scope.Overlaps,
                known ?? throw Refuse.Unavailable("Tracking cannot be asked now how far the units are."),
                DispatchStore.Context(command, version),
                reference);
        });
    }

    public override async Task<ListDispatchQueueResponse> ListDispatchQueue(ListDispatchQueueRequest request, ServerCallContext context)
    {
        var scope = Scope.Of(context.Caller());
        var page = await paging.ReadAsync(
            store.Collection,
            RoutingQueries.Queue(scope, references.Current.Units),
            RoutingQueries.QueueSort,
            Paging.Size(request.PageSize, 50, 200),
            request.PageToken,
            $"queue|{string.Join(',', scope.Units.Order(StringComparer.Ordinal))}",
            context.CancellationToken);
        var response = new ListDispatchQueueResponse { NextPageToken = page.NextToken };
        response.Dispatches.AddRange(page.Documents.Select(Envelope.Read<DispatchRecord>).Select(a => DispatchMap.Of(a.Id, a.State, a.V)));
        return response;
    }

    public override async Task<V1.Dispatch> GetDispatchHistory(GetDispatchHistoryRequest request, ServerCallContext context)
    {
        await tokens.AwaitAsync(request.ConsistencyToken, store, context.CancellationToken);
        var found = await store.GetAsync(request.TicketId, Scope.Of(context.Caller()), context.CancellationToken);
        return DispatchMap.Of(found.Id, found.State, found.V);
    }

    /// <summary>The decision names the acting unit, so for a person of several units the record is read first.</summary>
    private async Task<Command> ActingAsync(
        string ticketId, Command command, Func<DispatchRecord, IEnumerable<string>> unitsOf, ServerCallContext context) =>
        command.Scope.Units.Count > 1
            ? command.ActingIn(unitsOf((await store.GetAsync(ticketId, command.Scope, context.CancellationToken)).State))
            : command;

    private async Task<V1.Dispatch> ChangeAsync(
        string ticketId, Command command, ServerCallContext context, Func<DispatchRecord, long, Decision<DispatchRecord>> decide)
    {
        var written = await store.ChangeAsync(ticketId, command, decide, context.CancellationToken);
        var (id, version) = (written!.Aggregate.Id, written.Version);
        return DispatchMap.Of(id, written.Aggregate.State.AsOf(version), version, tokens.Issue(id, version));
    }

    private string Masked(DispatchRecord record, string text) =>
        names.Mask(text, record.TicketNumber, record.NameMarks, leavesNothing: record.AccusedUnitId.Length > 0);

    private static void ActsForQueue(DispatchRecord record, Scope scope, UnitTree units)
    {
        if (record.QueueUnitId is { } queue && !scope.Overlaps(units.ScopeOf(queue)))
        {
            throw Refuse.Unit(queue);
        }
    }
}
