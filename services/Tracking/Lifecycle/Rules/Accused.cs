namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// The unit complained about and all below it: they may explain, or help where they are told to, and do nothing else for the ticket.
/// They never learn who complained, so they do not contact the claimant.
/// </summary>
public static class Accused
{
    /// <summary>Whether who acts for these units acts for the accused or below it, whatever else he acts for.</summary>
    public static bool IsAccused(this TicketRecord ticket, IEnumerable<string> units) =>
        ticket.Appeal is { } appeal && units.Any(appeal.AccusedUnits.Contains);

    /// <summary>Whether the part is one of the accused or of a unit below it.</summary>
    public static bool IsAccused(this TicketRecord ticket, RoutedRecord part) => ticket.Appeal is { } appeal && appeal.Accuses(part);

    /// <summary>Whether the part is one of the accused or of a unit below it.</summary>
    public static bool Accuses(this AppealRecord appeal, RoutedRecord part) =>
        appeal.AccusedUnitId.Length > 0 && part.Scope.Contains(appeal.AccusedUnitId);

    /// <summary>Whether the part owes the claimant a contact: the accused owes none, whatever it was told.</summary>
    public static bool OwesContact(this AppealRecord appeal, RoutedRecord part) => part.OwesContact && !appeal.Accuses(part);

    /// <summary>Admits who is not accused to everything, who is to his own part alone.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="units">The units for which the caller acts.</param>
    /// <param name="assignmentId">The part it is about; empty when it is the whole ticket.</param>
    /// <exception cref="RefusalException">UNIT_MISSING, naming the unit of the part where it is about one.</exception>
    public static void MayAct(TicketRecord ticket, IReadOnlyCollection<string> units, string assignmentId)
    {
        var part = ticket.Assignments.FirstOrDefault(a => a.Id == assignmentId);
        if (ticket.IsAccused(units) && !(part is not null && ticket.IsAccused(part.Routed)))
        {
            throw Refuse.Unit(part?.Routed.UnitId);
        }
    }

    /// <summary>Refuses a contact by a part that must not know the claimant.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: accused_contacts.</exception>
    public static void MustNotContact(TicketRecord ticket, AssignmentRecord part)
    {
        if (ticket.IsAccused(part.Routed))
        {
            throw Refuse.Guard("accused_contacts", "Who is complained about does not contact the claimant.");
        }
    }
}
