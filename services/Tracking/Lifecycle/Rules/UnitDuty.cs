namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// For which parts of a ticket a caller may act: a liaison for their units and those below, a field worker for exactly their own.
/// </summary>
public static class UnitDuty
{
    /// <summary>Admits a caller who acts for the part.</summary>
    /// <exception cref="RefusalException">UNIT_MISSING, naming the unit of the part.</exception>
    public static void MustActFor(AssignmentRecord part, IReadOnlyCollection<Role> roles, IReadOnlyCollection<string> units)
    {
        var may = (roles.Contains(Role.UnitLiaison) && part.Routed.Scope.Any(units.Contains))
            || (roles.Contains(Role.FieldWorker) && units.Contains(part.Routed.UnitId));
        if (!may)
        {
            throw Refuse.Unit(part.Routed.UnitId);
        }
    }

    /// <summary>Admits a reviewer for the results of units in their own subtree.</summary>
    /// <exception cref="RefusalException">UNIT_MISSING, naming the lead's unit.</exception>
    public static void MustReview(TicketRecord ticket, IReadOnlyCollection<string> units)
    {
        if (ticket.Lead is { } lead && !lead.Routed.Scope.Any(units.Contains))
        {
            throw Refuse.Unit(lead.Routed.UnitId);
        }
    }
}
