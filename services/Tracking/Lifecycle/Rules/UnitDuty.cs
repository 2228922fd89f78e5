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

    /// <summary>Admits a person of the hotline who contacts the claimant for a unit.</summary>
    /// <exception cref="RefusalException">UNIT_MISSING, naming the root.</exception>
    public static void MustRelay(TicketRecord ticket, IReadOnlyCollection<string> units)
    {
        if (!units.Contains(ticket.RootUnitId))
        {
            throw Refuse.Unit(ticket.RootUnitId);
        }
    }

    /// <summary>Admits a reviewer of a level above the lead; where the root leads, one of the root.</summary>
    /// <exception cref="RefusalException">UNIT_MISSING, naming the nearest unit above the lead.</exception>
    public static void MustReview(TicketRecord ticket, IReadOnlyCollection<string> units)
    {
        if (ticket.Lead is not { } lead)
        {
            return;
        }

        string[] reviewing = CallbackLevels.IsSameLevel(ticket)
            ? [ticket.RootUnitId]
            : [.. lead.Routed.Scope.Where(unit => unit != lead.Routed.UnitId)];
        if (!reviewing.Any(units.Contains))
        {
            throw Refuse.Unit(reviewing.FirstOrDefault() ?? ticket.RootUnitId);
        }
    }
}
