namespace Hotline.Tracking.Lifecycle;

/// <summary>The documented rules of each command's fields.</summary>
public sealed class SignTicketValidator : IValidator<SignTicketRequest>
{
    public void Check(SignTicketRequest request, Violations violations) =>
        violations.OnPart(request.RequestId, request.TicketId, request.AssignmentId, request.Etag);
}

public sealed class RecordContactValidator : IValidator<RecordContactRequest>
{
    public void Check(RecordContactRequest request, Violations violations)
    {
        violations.OnPart(request.RequestId, request.TicketId, request.AssignmentId, request.Etag);
        violations.Chosen("channel", request.Channel);
        violations.Chosen("result", request.Result);
        violations.Text("note", request.Note, 1, 2_000);
        violations.Instant("contacted_at", request.ContactedAt);
        violations.ExternalId("call_id", request.CallId);
        violations.ExternalId("recording_id", request.RecordingId);
    }
}

public sealed class WaiveContactValidator : IValidator<WaiveContactRequest>
{
    public void Check(WaiveContactRequest request, Violations violations)
    {
        violations.OnPart(request.RequestId, request.TicketId, request.AssignmentId, request.Etag);
        violations.Chosen("reason", request.Reason);
        violations.Text("note", request.Note, 0, 1_000);
    }
}

public sealed class StartHandlingValidator : IValidator<StartHandlingRequest>
{
    public void Check(StartHandlingRequest request, Violations violations) =>
        violations.OnPart(request.RequestId, request.TicketId, request.AssignmentId, request.Etag);
}

public sealed class SubmitFeedbackValidator : IValidator<SubmitFeedbackRequest>
{
    public void Check(SubmitFeedbackRequest request, Violations violations)
    {
        violations.OnPart(request.RequestId, request.TicketId, request.AssignmentId, request.Etag);
        violations.Text("result", request.Result, 1, 5_000);
        violations.Text("evidence", request.Evidence, 0, 1_000);
        violations.Text("reply", request.Reply, 0, 5_000);
    }
}

public sealed class ReviewFeedbackValidator : IValidator<ReviewFeedbackRequest>
{
    public void Check(ReviewFeedbackRequest request, Violations violations)
    {
        violations.OnTicket(request.RequestId, request.TicketId, request.Etag);
        violations.Chosen("decision", request.Decision);
        if (request.Decision == ReviewDecision.Rejected)
        {
            violations.Chosen("reason", request.Reason);
            violations.Text("opinion", request.Opinion, 1, 1_000);
        }
        else
        {
            violations.When(request.Reason != RejectionReason.Unspecified, "reason", "must be empty unless rejected");
            violations.Text("opinion", request.Opinion, 0, 1_000);
        }
    }
}

/// <summary>What all commands have in common.</summary>
public static class CommandRules
{
    private const int EtagLength = 64;

    /// <summary>The rules of every command on a ticket.</summary>
    public static void OnTicket(this Violations violations, string requestId, string ticketId, string etag)
    {
        violations.RequestId(requestId);
        violations.Id("ticket_id", ticketId);
        violations.When(etag.Length > EtagLength, "etag", "is not an etag");
    }

    /// <summary>The rules of every command on a part.</summary>
    public static void OnPart(this Violations violations, string requestId, string ticketId, string assignmentId, string etag)
    {
        violations.OnTicket(requestId, ticketId, etag);
        violations.Id("assignment_id", assignmentId);
    }
}
