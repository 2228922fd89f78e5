namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// Who may see a ticket: the units of its parts and its queue with all their ancestors. The root sees every ticket
/// that Intake has told of, also one that waits for its first dispatch. The accused of a report and all below it see nothing of it.
/// </summary>
public static class Scopes
{
    /// <summary>Sorted ids; empty for a stub.</summary>
    public static IReadOnlyList<string> Of(TicketRecord ticket) =>
        ticket.IsStub
            ? []
            : [.. ticket.Assignments.SelectMany(a => a.Routed.Scope)
                .Concat(ticket.Queue?.Scope ?? [])
                .Append(ticket.RootUnitId)
                .Except(HiddenFrom(ticket))
                .Order(StringComparer.Ordinal)];

    /// <summary>The units from which it is hidden, whatever else a reader acts for; empty unless it is a report.</summary>
    public static IReadOnlyList<string> HiddenFrom(TicketRecord ticket) =>
        ticket.Appeal is { AppealType: AppealType.Report } report ? report.AccusedUnits : [];
}
