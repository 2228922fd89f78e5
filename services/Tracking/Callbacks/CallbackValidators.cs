using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Callbacks;

public sealed class ClaimCallbackValidator : IValidator<ClaimCallbackRequest>
{
    public void Check(ClaimCallbackRequest request, Violations violations) =>
        violations.OnTicket(request.RequestId, request.TicketId, request.Etag);
}

/// <summary>Answers come from the claimant on the line only.</summary>
public sealed class RecordCallbackValidator : IValidator<RecordCallbackRequest>
{
    private const string NeedsClaimant = "needs result REACHED";

    public void Check(RecordCallbackRequest request, Violations violations)
    {
        violations.OnTicket(request.RequestId, request.TicketId, request.Etag);
        violations.Chosen("channel", request.Channel);
        violations.Chosen("result", request.Result);
        violations.ExternalId("call_id", request.CallId);
        violations.ExternalId("recording_id", request.RecordingId);
        violations.Known("contacted", request.Contacted);
        violations.Known("solved", request.Solved);
        violations.Known("satisfaction", request.Satisfaction);
        if (request.Result != ContactResult.Reached)
        {
            violations.When(request.Contacted != Contacted.Unspecified, "contacted", NeedsClaimant);
            violations.When(request.Solved != Solved.Unspecified, "solved", NeedsClaimant);
            violations.When(request.Satisfaction != Satisfaction.Unspecified, "satisfaction", NeedsClaimant);
            violations.When(request.AcceptedAsIs, "accepted_as_is", NeedsClaimant);
        }

        violations.When(request is { AcceptedAsIs: true, Solved: Solved.Yes }, "accepted_as_is", "is refused when it is solved");
        violations.When(request is { AcceptedAsIs: true, Solved: Solved.Unspecified }, "accepted_as_is", "needs an answer to solved");
        violations.Text("opinion", request.Opinion, 0, 1_000);
    }
}
