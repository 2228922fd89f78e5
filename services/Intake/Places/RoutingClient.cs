using Grpc.Core;
using Hotline.Intake.V1;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Places;

/// <summary>
/// What Intake asks Routing while the caller is on the phone. Every question has a short limit, and an answer that
/// does not come changes nothing: the appeal is accepted all the same.
/// </summary>
public sealed partial class RoutingClient(
    DirectoryService.DirectoryServiceClient directory,
    RoutingService.RoutingServiceClient routing,
    TimeProvider system,
    ILogger<RoutingClient> logger)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(300);

    /// <summary>Asks Routing which town and village a location names.</summary>
    /// <param name="point">The location in words, masked.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <returns>The place; without a town when Routing finds none, finds several, or does not answer within 300 ms.</returns>
    public async Task<IncidentPlace> ResolveAsync(string point, CancellationToken cancel)
    {
        try
        {
            var answer = await directory.ResolvePlaceAsync(
                new ResolvePlaceRequest { Name = point }, deadline: Deadline(), cancellationToken: cancel);
            return answer.Place is { } place
                ? new IncidentPlace(place.TownId, place.TownName, place.VillageId, place.VillageName, point, PlaceResolution.Resolved)
                : LocalPlaces.Nowhere(point, answer.Candidates.Count > 1 ? PlaceResolution.Ambiguous : PlaceResolution.Unresolved);
        }
        catch (RpcException error) when (!cancel.IsCancellationRequested)
        {
            NotAnswered(nameof(DirectoryService), error.StatusCode);
            return LocalPlaces.Nowhere(point, PlaceResolution.NotAsked);
        }
    }

    /// <summary>Asks Routing where it would send the appeal.</summary>
    /// <param name="request">The appeal.</param>
    /// <param name="place">The place as it was resolved.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <returns>The suggestion; null when Routing does not answer within 300 ms.</returns>
    public async Task<Suggestion?> SuggestAsync(SubmitAppealRequest request, IncidentPlace place, CancellationToken cancel)
    {
        var question = new SuggestDispatchRequest
        {
            CategoryId = request.CategoryId,
            Place = new Place { TownId = place.TownId, VillageId = place.VillageId, LocationPoint = place.LocationPoint },
            AccusedUnitId = request.AccusedUnitId,
            AppealType = request.AppealType,
        };
        try
        {
            var decision = await routing.SuggestDispatchAsync(question, deadline: Deadline(), cancellationToken: cancel);
            var lead = decision.Outcome == Outcome.Dispatched
                ? decision.Targets.FirstOrDefault(target => target.Role == AssignmentRole.Lead)
                : null;
            return new Suggestion(lead?.UnitId ?? "", lead?.UnitName ?? "", decision.Reason);
        }
        catch (RpcException error) when (!cancel.IsCancellationRequested)
        {
            NotAnswered(nameof(RoutingService), error.StatusCode);
            return null;
        }
    }

    private DateTime Deadline() => (system.GetUtcNow() + AnswerTimeout).UtcDateTime;

    [LoggerMessage(300, LogLevel.Information, "{Service} did not answer in time: {Status}")]
    private partial void NotAnswered(string service, StatusCode status);
}
