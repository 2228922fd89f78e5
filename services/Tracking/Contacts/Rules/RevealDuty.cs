namespace Hotline.Tracking.Contacts.Rules;

/// <summary>
/// Whether a person may ask for the claimant of a ticket now, by what Tracking itself knows: Intake's copy of it may be older. A field
/// worker for exactly the unit that handles; a liaison or the head of a town also for one above it below the root.
/// </summary>
public static class RevealDuty
{
    /// <summary>Null when Intake may be asked, else why not.</summary>
    /// <param name="ticket">Null when there is none that the person may see.</param>
    /// <param name="roles">The person's roles.</param>
    /// <param name="units">The units for which the person acts.</param>
    public static ErrorReason? Refusal(TicketRecord? ticket, IReadOnlyCollection<Role> roles, IReadOnlyCollection<string> units) =>
        ticket is null ? ErrorReason.NotFound
        : !ticket.Appeal!.IsConfidential
            && !ticket.IsAccused(units)
            && TicketTable.Working.Contains(ticket.State)
            && ticket.Assignments.Any(part => Handles(part, ticket.RootUnitId, roles, units)) ? null
        : ErrorReason.UnitMissing;

    private static bool Handles(AssignmentRecord part, string root, IReadOnlyCollection<Role> roles, IReadOnlyCollection<string> units) =>
        part.IsCurrent
        && part.State != AssignmentState.Done
        && (units.Contains(part.Routed.UnitId)
            || ((roles.Contains(Role.UnitLiaison) || roles.Contains(Role.TownHead))
                && part.Routed.Scope.Any(unit => unit != root && units.Contains(unit))));
}
