using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Privacy;
using Hotline.Chassis.Reference;
using Hotline.Events.V1;
using Hotline.Intake.Callers;
using Hotline.Intake.Places;
using Hotline.Intake.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals;

/// <summary>
/// Accepts an appeal: one insert of one document, its fact inside, once the store has told the claimant's reference. Nothing else is
/// waited for unless the caller asks for a suggestion or only Routing can tell the place.
/// </summary>
public sealed class SubmitAppeal(
    FactStore<AppealState> appeals,
    CommandFactory commands,
    NumberBlocks numbers,
    CallerStore callers,
    AppealMaker maker,
    NameMarks names,
    UnitDirectoryCache units,
    UpstreamOrders orders,
    RoutingClient routing,
    DistrictFile district,
    ConsistencyTokens tokens)
{
    /// <summary>
    /// Accepts an appeal, or answers the first result of a repeated request. Each question to Routing has 300 ms; without its answer
    /// the appeal is accepted all the same.
    /// </summary>
    /// <exception cref="RefusalException">
    /// OVERLOADED: the numbers of the day are used up; REQUEST_ID_REUSED: the same request_id came with another body;
    /// FIELD_VIOLATIONS: the previous ticket may not be named;
    /// UPSTREAM_ORDER_TAKEN: another appeal has the order of the higher level.
    /// </exception>
    public async Task<Appeal> HandleAsync(SubmitAppealRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var command = commands.From(context, request, Role.Operator);
        var id = TicketId.From(context.Caller().Subject, request.RequestId);
        await CheckPreviousAsync(request, command.Scope, cancel);
        var claimant = SubmittedClaimant.Of(request, district.AreaCode);
        // As it is stored: a door, a name or a number in it is personal data, and masked.
        var point = claimant.Text.Mask(request.Place?.LocationPoint ?? "");
        var understood = LocalPlaces.Understand(request.Place, units.Now) ?? await routing.ResolveAsync(point, cancel);
        var place = understood with
        {
            LocationPoint = point,
            EstateId = request.Place?.EstateId ?? "",
            Position = Positions.Kept(request.Place?.Position, Confidentiality.Of(request)),
        };
        var hint = request.WantSuggestion ? await routing.SuggestAsync(request, place, cancel) : null;
        var number = await numbers.NextAsync(command.OccurredAt, cancel);
        var claimantRef = await callers.ReferenceOfAsync(claimant.Phone, cancel);
        var state = maker.Make(id, number, claimantRef, command.OccurredAt, request, claimant, place, hint);
        var accepted = new AppealAccepted
        {
            Appeal = AppealMap.Snapshot(state),
            AccusedUnitIds = { state.AccusedUnits },
            NameMarks = { names.Of(number, claimant.Data.Name) },
        };
        var decision = new Decision<AppealState>(state, [FactDraft.Of(FactType.AppealAccepted, Details(state), accepted)])
            .InUrgentLane(state.IsUrgentLane);
        var written = await CreateAsync(id, command.ActingIn(state.Scope), decision, cancel);
        var first = written.Repeated ? written.Fact.EventAs<AppealAccepted>() : accepted;
        return AppealMap.Accepted(id, written.Aggregate.State, first.Appeal, tokens.Issue(id, written.Version), context.Caller());
    }

    private async Task CheckPreviousAsync(SubmitAppealRequest request, Scope scope, CancellationToken cancel)
    {
        if (request.PreviousTicketNumber.Length == 0)
        {
            return;
        }

        var previous = await appeals.FindAsync(request.PreviousTicketNumber, scope, cancel);
        if (PreviousTicket.Problem(previous?.State, Confidentiality.Of(request)) is { } problem)
        {
            throw Refuse.Field("previous_ticket_number", problem);
        }
    }

    /// <summary>
    /// Stores the appeal, or finds the one that the same request stored before; then the number goes back. To look for that one first
    /// would cost each submit a trip to the store, for the sake of the few that are repeats. When the store does not say what became
    /// of the insert, the number stays a gap: the appeal may be there under it.
    /// </summary>
    private async Task<Written<AppealState>> CreateAsync(
        string id, Command command, Decision<AppealState> decision, CancellationToken cancel)
    {
        var number = decision.State.TicketNumber;
        try
        {
            var written = await appeals.CreateAsync(id, command, decision, cancel);
            // By the stored number, for a repeat may also be found because this very insert was sent twice.
            if (written.Aggregate.State.TicketNumber != number)
            {
                numbers.GiveBack(number);
            }

            return written;
        }
        catch (RefusalException refusal) when (refusal.Reason == ErrorReason.RequestIdReused)
        {
            numbers.GiveBack(number);
            throw;
        }
        catch (RefusalException refusal) when (refusal.Reason == ErrorReason.Contention)
        {
            // Refused as a duplicate, and yet there is no appeal of this id.
            numbers.GiveBack(number);
            await orders.RefuseTakenAsync(decision.State.Upstream, command.Scope, cancel);
            throw;
        }
    }

    private static IEnumerable<Detail> Details(AppealState state) =>
    [
        Detail.Id(DetailKey.Urgency, state.Urgency),
        Detail.Enum(DetailKey.Channel, state.Channel),
        Detail.Text(DetailKey.Category, string.Join('/', state.CategoryPath)),
        Detail.Text(DetailKey.Place, AppealContent.Place(state.Place.TownName, state.Place.VillageName, state.Place.LocationPoint)),
    ];
}
