using Hotline.Chassis.Errors;
using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Conditions that every dispatch must meet.</summary>
internal static class Guards
{
    public static void NotClosed(DispatchRecord record)
    {
        if (record.ClosedAt is not null)
        {
            throw Refuse.Guard("ticket_closed", "The ticket is closed.");
        }
    }

    /// <summary>The units themselves, or a refusal that names those that take no tickets.</summary>
    public static IReadOnlyList<HandlingUnit> TakingTickets(IReadOnlyList<string> unitIds, UnitTree tree)
    {
        var idle = unitIds.Where(id => tree.Find(id) is not { TakesTickets: true }).ToList();
        return idle.Count == 0
            ? [.. unitIds.Select(tree.Get)]
            : throw Refuse.Guard("unit_inactive", $"Inactive, or reached by coordination only: {string.Join(", ", idle)}.");
    }

    /// <summary>Rule R14: a village, office or section gets its work from the unit above, which checks the facts first.</summary>
    public static void NotBelowTown(IReadOnlyList<HandlingUnit> units)
    {
        var below = units.Where(u => u.Level == UnitKinds.Last).Select(u => u.UnitId).ToList();
        if (below.Count > 0)
        {
            throw Refuse.Guard("unit_below_town", $"Reached by SubDispatch from the unit above: {string.Join(", ", below)}.");
        }
    }
}
