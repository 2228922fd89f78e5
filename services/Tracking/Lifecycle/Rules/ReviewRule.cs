namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// An auditor reviews the lead's result. Approved, a call-back is due (T17) and the citizen clock is met by the result
/// as it was submitted: its limit is the feedback's, not the call-back's. A claimant is not asked twice: with an answer already given, or
/// a claimant who can never be asked, the approval closes the ticket. Rejected, the unit goes on under its original deadline (T18).
/// </summary>
public static class ReviewRule
{
    /// <summary>Approves or rejects the last result of the lead.</summary>
    /// <exception cref="RefusalException">
    /// SEPARATION_OF_DUTY: the actor handled or called back; ILLEGAL_TRANSITION: no result waits for a review;
    /// GUARD_FAILED: mandatory_part_open, a part that came while the result was under review.
    /// </exception>
    public static Decision Review(
        TicketRecord ticket,
        ReviewDecision decision,
        RejectionReason reason,
        string opinion,
        ActorRecord actor,
        DateTime now,
        CallbackPolicy policy)
    {
        Duty.MayDo(Duty.Review, ticket, actor.Subject);
        var approved = decision == ReviewDecision.Approved;
        var state = TicketTable.Table.Next(ticket.State, approved ? TicketTrigger.FeedbackApproved : TicketTrigger.FeedbackRejected);
        var lead = ticket.Lead!;
        if (approved)
        {
            PartRule.MandatoryAreDone(ticket, lead);
        }

        var at = lead.NotBefore(now);
        var review = new ReviewRecord
        {
            Decision = decision,
            Reason = reason,
            Opinion = opinion,
            ReviewedAt = at,
            Actor = actor,
            IsSameLevel = CallbackLevels.IsSameLevel(ticket),
        };
        var reviewed = ticket.With(lead with
        {
            State = AssignmentTable.Table.Next(lead.State, approved ? AssignmentTrigger.Approve : AssignmentTrigger.Reject),
            Feedbacks = [.. lead.Feedbacks.SkipLast(1), lead.Feedbacks[^1] with { Review = review }],
        }) with
        {
            State = state,
            Deadlines = ticket.Deadlines.Meet(DeadlineKind.Review, lead.Id, at),
        };
        var submittedAt = lead.Feedbacks[^1].SubmittedAt;
        var outcome = Decision.Of(
            approved
                ? (reviewed with
                {
                    Deadlines = reviewed.Deadlines
                        .Meet(DeadlineKind.Citizen, null, submittedAt).Meet(DeadlineKind.UpstreamCompletion, null, submittedAt),
                }).Raise(CallbackCause.FeedbackApproved, at, policy)
                : reviewed with { Deadlines = reviewed.Deadlines.Reopen(DeadlineKind.Feedback, lead.Id) },
            approved ? FactType.FeedbackApproved : FactType.FeedbackRejected,
            at,
            PartRule.Details(
                lead,
                Detail.Enum(DetailKey.RejectionReason, approved ? RejectionReason.Unspecified : reason),
                Detail.Flag(DetailKey.IsSameLevel, review.IsSameLevel),
                Detail.Text(DetailKey.Opinion, opinion)));
        return approved ? outcome.WithoutAskingAgain(at) : outcome;
    }
}
