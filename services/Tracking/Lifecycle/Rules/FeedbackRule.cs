namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// A unit submits its result (T16). The lead's goes to review and needs every mandatory part done; any other part
/// is done with it.
/// </summary>
public static class FeedbackRule
{
    /// <summary>Submits the result of a part and meets its feedback clock.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it; GUARD_FAILED: not_signed, no_contact_record, evidence_missing, mandatory_part_open or
    /// too_many_feedbacks.
    /// </exception>
    public static Decision Submit(
        TicketRecord ticket,
        string assignmentId,
        string result,
        bool claimsSolved,
        string evidence,
        ActorRecord actor,
        DateTime now,
        ClockTable clocks)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        var isLead = part.Routed.Role == AssignmentRole.Lead;
        var state = AssignmentTable.Table.Next(part.State, TriggerOf(ticket, part));
        Guard(ticket, part, isLead, claimsSolved, evidence);
        var at = part.NotBefore(now);
        var feedback = new FeedbackRecord
        {
            SubmittedAt = at,
            Result = result,
            ClaimsSolved = claimsSolved,
            Evidence = evidence,
            Actor = actor,
        };
        var deadlines = ticket.Deadlines.Meet(DeadlineKind.Feedback, part.Id, at);
        return Decision.Of(
            ticket.With(part with { State = state, Feedbacks = [.. part.Feedbacks, feedback] }) with
            {
                State = isLead ? TicketTable.Table.Next(ticket.State, TicketTrigger.LeadFedBack) : ticket.State,
                Deadlines = isLead ? [.. deadlines, Clocks.OfReview(part.Id, at, ticket.Appeal!, clocks)] : deadlines,
            },
            FactType.FeedbackSubmitted,
            at,
            PartRule.Details(
                part,
                Detail.Text(DetailKey.Result, result),
                Detail.Flag(DetailKey.ClaimsSolved, claimsSolved),
                Detail.Text(DetailKey.Evidence, evidence)));
    }

    private static AssignmentTrigger TriggerOf(TicketRecord ticket, AssignmentRecord part) =>
        ticket.IsAccused(part.Routed) ? AssignmentTrigger.Explain
        : part.Routed.Role == AssignmentRole.Lead ? AssignmentTrigger.LeadFeedback
        : AssignmentTrigger.PartFeedback;

    private static void Guard(TicketRecord ticket, AssignmentRecord part, bool isLead, bool claimsSolved, string evidence)
    {
        TicketLimits.OneMoreFeedback(ticket, part);
        if (!part.IsContactSettled && !ticket.IsAccused(part.Routed))
        {
            throw Refuse.Guard("no_contact_record", "A result needs a contact that reached the claimant, or its waiver.");
        }

        if (claimsSolved && VisibleText.IsBlank(evidence))
        {
            throw Refuse.Guard("evidence_missing", "Who claims it is solved shows what proves it.");
        }

        if (isLead)
        {
            PartRule.MandatoryAreDone(ticket, part);
        }
    }
}
