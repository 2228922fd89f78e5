using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>A dispatcher's order (T7).</summary>
public sealed record DispatchOrder(string LeadUnitId, IReadOnlyList<string> CoHandlerUnitIds, string Reason)
{
    /// <summary>Co-handlers for whose parts the lead's feedback waits.</summary>
    public IReadOnlyList<string> MandatoryUnitIds { get; init; } = [];
}

/// <summary>
/// A dispatcher sends a waiting ticket: one lead, others help, all take tickets, the accused not alone, no village or office.
/// </summary>
public static class ManualDispatch
{
    /// <summary>Co-handlers of one order at most.</summary>
    public const int MostCoHandlers = 10;

    /// <summary>Dispatches a waiting ticket as a dispatcher ordered.</summary>
    /// <exception cref="RefusalException">
    /// GUARD_FAILED: ticket_closed, already_dispatched, unit_inactive, accused_only_handler or unit_below_town.
    /// </exception>
    public static Decision<DispatchRecord> Apply(DispatchRecord record, DispatchOrder order, DecisionContext context, Reference reference)
    {
        Guards.NotClosed(record);
        if (!record.IsQueued())
        {
            throw Refuse.Guard("already_dispatched", "The ticket does not wait for a dispatcher.");
        }

        IReadOnlyList<string> all = [order.LeadUnitId, .. order.CoHandlerUnitIds];
        var units = Guards.TakingTickets(all, reference.Units);
        var accused = record.AccusedUnitId;
        if (accused.Length > 0
            && units.All(u => u.UnitId == accused || reference.Units.IsBelow(u.UnitId, accused))
            && accused != reference.Units.Root.UnitId)
        {
            throw Refuse.Guard("accused_only_handler", "The unit complained about may not be the only handler (R15).");
        }

        Guards.NotBelowTown(units);
        var decision = Explain(order, units, accused, reference);
        var next = Assigning.Add(record, context, reference, decision, "", order.MandatoryUnitIds);
        return DispatchFacts.Dispatched(next, "dispatch.ordered", decision, next.Assignments.Where(a => a.Version == context.Version));
    }

    private static DispatchDecision Explain(DispatchOrder order, IReadOnlyList<HandlingUnit> units, string accused, Reference reference)
    {
        var others = string.Join('、', units.Skip(1).Select(u => u.ShortName + (order.MandatoryUnitIds.Contains(u.UnitId) ? "（必须办结）" : "")));
        return new()
        {
            Outcome = Outcome.Dispatched,
            Targets =
            [
                .. units.Select((u, i) =>
                    new ProposedUnit(u.UnitId, u.Name, i == 0 ? AssignmentRole.Lead : AssignmentRole.CoHandler, order.Reason)),
            ],
            Trace =
            [
                new("R17", true, "派单员人工决定"),
                new("R12", units.Count > 1, units.Count > 1 ? $"{units[0].ShortName}主办，{others}协办" : "没有协办单位"),
                new("R15", false, accused.Length == 0 ? "没有被诉单位" : "被诉单位不独自办理"),
                new("R18", true, $"记录派单理由，目录版本{reference.Version}"),
            ],
            Reason = order.Reason,
            CatalogueVersion = reference.Version,
        };
    }
}
