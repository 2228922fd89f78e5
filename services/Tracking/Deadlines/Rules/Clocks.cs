namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>Starts a ticket's two clocks, its units' and the citizen's. The citizen's is never reset.</summary>
public static class Clocks
{
    /// <summary>The ticket's own: until dispatch, and the citizen clock. Both from acceptance.</summary>
    public static IEnumerable<DeadlineRecord> OfTicket(AppealRecord appeal, ClockTable table)
    {
        var limits = table.Of(appeal.Urgency);
        yield return Start(DeadlineKind.Dispatch, null, appeal.AcceptedAt, limits.Dispatch, limits, table);
        yield return Start(DeadlineKind.Citizen, null, appeal.AcceptedAt, limits.Feedback, limits, table);
    }

    /// <summary>
    /// A unit's clocks: from its dispatch, except where the class runs response and feedback from acceptance. The accused owes the
    /// claimant no contact.
    /// </summary>
    public static IEnumerable<DeadlineRecord> OfAssignment(RoutedRecord routed, AppealRecord appeal, ClockTable table)
    {
        var limits = table.Of(appeal.Urgency);
        var start = limits.FromAcceptance ? appeal.AcceptedAt : routed.DispatchedAt;
        yield return Start(DeadlineKind.Sign, routed.AssignmentId, routed.DispatchedAt, limits.Sign, limits, table);
        if (!appeal.Accuses(routed))
        {
            yield return Start(DeadlineKind.Response, routed.AssignmentId, start, limits.Response, limits, table);
        }

        yield return Start(DeadlineKind.Feedback, routed.AssignmentId, start, limits.Feedback, limits, table);
    }

    /// <summary>The clock of a review, from the submission of the result.</summary>
    public static DeadlineRecord OfReview(string assignmentId, DateTime submittedAt, AppealRecord appeal, ClockTable table) =>
        Start(DeadlineKind.Review, assignmentId, submittedAt, table.Review, table.Of(appeal.Urgency), table);

    private static DeadlineRecord Start(
        DeadlineKind kind, string? assignmentId, DateTime startsAt, TimeSpan limit, ClockClass limits, ClockTable table) =>
        DeadlineCalendar.Start(kind, assignmentId, startsAt, limit, table.YellowShare, limits.YellowWithLeft);
}
