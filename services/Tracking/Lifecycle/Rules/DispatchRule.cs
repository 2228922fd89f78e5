namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// Applies Routing's full list of assignments: T7, and T10 for parts passed down. A mandatory part of which Tracking hears after the
/// lead's result was approved comes too late to bind the lead, and is kept as one that is not mandatory.
/// </summary>
public static class DispatchRule
{
    /// <summary>Applies Routing's list; parts that are known keep how far they are.</summary>
    public static Decision Dispatch(
        TicketRecord? known, IReadOnlyList<RoutedRecord> routed, DateTime occurredAt, ActorRecord by, ClockTable clocks)
    {
        if (known is not { IsStub: false } before)
        {
            return Decision.Remember(new() { At = occurredAt, By = by, Routed = routed });
        }

        var added = routed.Where(r => before.Assignments.All(a => a.Id != r.AssignmentId)).ToArray();
        var trigger = before.Lead is null ? TicketTrigger.Dispatched : TicketTrigger.PassedDown;
        var ticket = before with
        {
            State = TicketTable.Table.Next(before.State, trigger),
            Queue = null,
            Assignments = [.. before.Assignments.Select(a => Update(a, routed)), .. added.Select(r => New(r, before))],
        };
        if (ticket.State != TicketState.Closed)
        {
            ticket = StartClocks(ticket, added, clocks);
        }

        return Decision.Of(
            ticket,
            trigger == TicketTrigger.Dispatched ? FactType.TicketDispatched : FactType.TicketPassedDown,
            occurredAt,
            added.SelectMany(Details)).By(by);
    }

    private static AssignmentRecord Update(AssignmentRecord part, IReadOnlyList<RoutedRecord> routed) =>
        routed.FirstOrDefault(r => r.AssignmentId == part.Id) is { } now
            ? part with { Routed = now with { IsMandatory = part.Routed.IsMandatory } }
            : part;

    private static AssignmentRecord New(RoutedRecord routed, TicketRecord before) => new()
    {
        Routed = before.Lead?.State == AssignmentState.Done ? routed with { IsMandatory = false } : routed,
        State = AssignmentState.PendingSign,
        PassedDownUnchecked = routed.ParentAssignmentId.Length > 0 && !HasChecked(before, routed),
    };

    /// <summary>Rule R14: the parent, or the lead for all, speaks with the claimant before the work is passed down.</summary>
    private static bool HasChecked(TicketRecord before, RoutedRecord routed) => before.Assignments
        .Where(a => a.Id == routed.ParentAssignmentId || a.Routed.Role == AssignmentRole.Lead)
        .Any(a => a.Waiver?.WaivedAt <= routed.DispatchedAt || a.Contacts.Any(c => c.HasReached && c.ContactedAt <= routed.DispatchedAt));

    private static TicketRecord StartClocks(TicketRecord ticket, RoutedRecord[] added, ClockTable clocks)
    {
        IReadOnlyList<DeadlineRecord> deadlines =
            added.Aggregate(
                ticket.Deadlines,
                (all, part) => [.. all, .. Clocks.OfAssignment(part, ticket.Appeal!, EndOf(part.ParentAssignmentId, all), clocks)]);
        return ticket with
        {
            Deadlines = ticket.Lead is { } lead
                ? deadlines.Meet(DeadlineKind.Dispatch, null, lead.Routed.DispatchedAt)
                : deadlines,
        };
    }

    private static DateTime? EndOf(string assignmentId, IReadOnlyList<DeadlineRecord> deadlines) =>
        deadlines.LastOrDefault(d => d.Kind == DeadlineKind.Feedback && d.PartId == assignmentId)?.DueAt;

    private static IEnumerable<Detail> Details(RoutedRecord routed) => new[]
    {
        Detail.Id(DetailKey.UnitId, routed.UnitId),
        Detail.Text(DetailKey.UnitName, routed.UnitName),
        Detail.Enum(DetailKey.Role, routed.Role),
        Detail.Id(DetailKey.ParentAssignmentId, routed.ParentAssignmentId),
        Detail.Text(DetailKey.Reason, routed.Reason),
        Detail.Id(DetailKey.RuleId, routed.RuleId),
    }.Select(detail => detail with { AssignmentId = routed.AssignmentId });
}
