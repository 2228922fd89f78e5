using Hotline.Chassis.Reference;

namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>Starts a ticket's two clocks, its units' and the citizen's. The citizen's is never reset.</summary>
public static class Clocks
{
    /// <summary>
    /// The ticket's own: until dispatch, and the citizen clock, both from acceptance; beside them what a higher level set.
    /// </summary>
    public static IEnumerable<DeadlineRecord> OfTicket(AppealRecord appeal, ClockTable table)
    {
        var limits = table.Classes.Of(appeal.Urgency);
        var (accepted, order) = (appeal.AcceptedAt, appeal.Upstream);
        yield return Start(DeadlineKind.Dispatch, null, accepted, accepted + limits.Dispatch, limits, table);
        yield return Start(DeadlineKind.Citizen, null, accepted, accepted + limits.Feedback, limits, table, order?.CompletionDueAt);
        foreach (var (kind, dueAt) in order?.Promises(appeal.IsAnonymous) ?? [])
        {
            yield return Start(kind, null, order!.DispatchedAt, dueAt, limits, table);
        }
    }

    /// <summary>
    /// A unit's clocks: from its dispatch, except where the class runs one from acceptance. No unit is late before it could act:
    /// response and feedback end a while after the sign limit at the earliest. What was passed down ends when its parent's feedback
    /// does at the latest: its promise never outlives the one it serves. Of a parent that is late already nothing is left to serve.
    /// </summary>
    /// <param name="routed">The part.</param>
    /// <param name="appeal">The appeal.</param>
    /// <param name="parentEnd">When the feedback of the part that was passed down is due; null at the first level.</param>
    /// <param name="table">The limits.</param>
    public static IEnumerable<DeadlineRecord> OfAssignment(
        RoutedRecord routed, AppealRecord appeal, DateTime? parentEnd, ClockTable table)
    {
        var limits = table.Classes.Of(appeal.Urgency);
        var (dispatched, accepted) = (routed.DispatchedAt, appeal.AcceptedAt);
        var earliest = dispatched + limits.Sign + table.Grace;
        yield return Part(DeadlineKind.Sign, dispatched, dispatched + limits.Sign, dispatched + table.Grace);
        if (appeal.OwesContact(routed))
        {
            var start = limits.IsResponseFromAcceptance ? accepted : dispatched;
            yield return Part(DeadlineKind.Response, start, Later(start + limits.Response, earliest), earliest);
        }

        var from = limits.IsFeedbackFromAcceptance ? accepted : dispatched;
        yield return Part(DeadlineKind.Feedback, from, Later(from + limits.Feedback, earliest), earliest);

        DeadlineRecord Part(DeadlineKind kind, DateTime startsAt, DateTime dueAt, DateTime couldActFrom) => Start(
            kind,
            routed.AssignmentId,
            startsAt,
            parentEnd > dispatched && parentEnd < dueAt ? parentEnd.Value : dueAt,
            limits,
            table,
            appeal.Upstream.Stricter(kind, routed, couldActFrom));
    }

    /// <summary>The clock of a review, from the submission of the result.</summary>
    public static DeadlineRecord OfReview(string assignmentId, DateTime submittedAt, AppealRecord appeal, ClockTable table) =>
        Start(DeadlineKind.Review, assignmentId, submittedAt, submittedAt + table.Review, table.Classes.Of(appeal.Urgency), table);

    private static DeadlineRecord Start(
        DeadlineKind kind,
        string? assignmentId,
        DateTime startsAt,
        DateTime dueAt,
        UrgencyClass limits,
        ClockTable table,
        DateTime? stricterAt = null)
    {
        var warning = new Warning(table.YellowShare, limits.YellowWithLeft, table.YellowLeftAbove);
        return DeadlineCalendar.Start(kind, assignmentId, startsAt, dueAt - startsAt, warning, stricterAt);
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
