namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// For which parts of a ticket a caller may act: a liaison for their units and those below, a field worker for exactly their own.
/// </summary>
public static class UnitDuty
{
    public static void MustActFor(AssignmentRecord part, IReadOnlyCollection<Role> roles, IReadOnlyCollection<string> units)
    {
        var may = (roles.Contains(Role.UnitLiaison) && part.Routed.Scope.Any(units.Contains))
            || (roles.Contains(Role.FieldWorker) && units.Contains(part.Routed.UnitId));
        if (!may)
        {
            throw Refuse.Unit(part.Routed.UnitId);
        }
    }

    /// <summary>A reviewer reviews the results of units in his own subtree.</summary>
    public static void MustReview(TicketRecord ticket, IReadOnlyCollection<string> units)
    {
        if (ticket.Lead is { } lead && !lead.Routed.Scope.Any(units.Contains))
        {
            throw Refuse.Unit(lead.Routed.UnitId);
        }
    }
}
