namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// An auditor reviews the lead's result. Approved, a call-back is due (T17); rejected, the unit goes on under its
/// original deadline (T18).
/// </summary>
public static class ReviewRule
{
    public static Outcome Review(
        TicketRecord ticket, ReviewDecision decision, RejectionReason reason, string opinion, ActorRecord actor, DateTime now, CallbackPolicy policy)
    {
        Duty.MayDo(Duty.Review, ticket, actor.Subject);
        var approved = decision == ReviewDecision.Approved;
        var state = TicketTable.Table.Next(ticket.State, approved ? TicketTrigger.FeedbackApproved : TicketTrigger.FeedbackRejected);
        var lead = ticket.Lead!;
        var at = lead.NotBefore(now);
        var review = new ReviewRecord { Decision = decision, Reason = reason, Opinion = opinion, ReviewedAt = at, Actor = actor };
        var reviewed = ticket.With(lead with
        {
            State = AssignmentTable.Table.Next(lead.State, approved ? AssignmentTrigger.Approve : AssignmentTrigger.Reject),
            Feedbacks = [.. lead.Feedbacks.SkipLast(1), lead.Feedbacks[^1] with { Review = review }],
        }) with
        {
            State = state,
            Deadlines = ticket.Deadlines.Meet(DeadlineKind.Review, lead.Id, at),
        };
        return Outcome.Of(
            approved
                ? reviewed.Raise(CallbackCause.FeedbackApproved, at, policy)
                : reviewed with { Deadlines = reviewed.Deadlines.Reopen(DeadlineKind.Feedback, lead.Id) },
            approved ? "feedback.approved" : "feedback.rejected",
            at,
            PartRule.Details(
                lead,
                ("reason", approved ? "" : ProtoNames.Of(reason)),
                ("opinion", Show.Text(opinion))));
    }
}
