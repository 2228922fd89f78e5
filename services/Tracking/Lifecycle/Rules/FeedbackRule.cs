namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What a unit says of what it did. All words are masked.</summary>
/// <param name="Result">What was done.</param>
/// <param name="ClaimsSolved">The unit says that it is solved.</param>
/// <param name="Evidence">What proves it; empty when nothing does.</param>
/// <param name="Reply">What the claimant is told; empty when nothing is said of it.</param>
public sealed record FeedbackReport(string Result, bool ClaimsSolved, string Evidence, string Reply = "");

/// <summary>
/// A unit submits its result (T16). The lead's goes to review and needs every mandatory part done; any other part
/// is done with it.
/// </summary>
public static class FeedbackRule
{
    /// <summary>Submits the result of a part and meets its feedback clock.</summary>
    /// <param name="ticket">The ticket before.</param>
    /// <param name="assignmentId">The part.</param>
    /// <param name="report">What the unit says.</param>
    /// <param name="actor">Who submits.</param>
    /// <param name="now">UTC.</param>
    /// <param name="clocks">The limits, of which the review's begins.</param>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it; GUARD_FAILED: not_signed, no_contact_record, evidence_missing, mandatory_part_open or
    /// too_many_feedbacks.
    /// </exception>
    public static Decision Submit(
        TicketRecord ticket,
        string assignmentId,
        FeedbackReport report,
        ActorRecord actor,
        DateTime now,
        ClockTable clocks)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        var isLead = part.Routed.Role == AssignmentRole.Lead;
        var state = AssignmentTable.Table.Next(part.State, TriggerOf(ticket, part));
        Guard(ticket, part, isLead, report);
        var at = part.NotBefore(now);
        var feedback = new FeedbackRecord
        {
            SubmittedAt = at,
            Result = report.Result,
            Reply = report.Reply,
            ClaimsSolved = report.ClaimsSolved,
            Evidence = report.Evidence,
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
                Detail.Text(DetailKey.Result, report.Result),
                Detail.Text(DetailKey.Reply, report.Reply),
                Detail.Flag(DetailKey.ClaimsSolved, report.ClaimsSolved),
                Detail.Text(DetailKey.Evidence, report.Evidence)));
    }

    private static AssignmentTrigger TriggerOf(TicketRecord ticket, AssignmentRecord part) =>
        ticket.IsAccused(part.Routed) ? AssignmentTrigger.Explain
        : part.Routed.Role == AssignmentRole.Lead ? AssignmentTrigger.LeadFeedback
        : AssignmentTrigger.PartFeedback;

    private static void Guard(TicketRecord ticket, AssignmentRecord part, bool isLead, FeedbackReport report)
    {
        TicketLimits.OneMoreFeedback(ticket, part);
        if (!part.IsContactSettled && !ticket.IsAccused(part.Routed))
        {
            throw Refuse.Guard("no_contact_record", "A result needs a contact that reached the claimant, or its waiver.");
        }

        if (report.ClaimsSolved && VisibleText.IsBlank(report.Evidence))
        {
            throw Refuse.Guard("evidence_missing", "Who claims it is solved shows what proves it.");
        }

        if (isLead)
        {
            PartRule.MandatoryAreDone(ticket, part);
        }
    }
}
