using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>A dispatcher's order (T7).</summary>
public sealed record DispatchOrder(string LeadUnitId, IReadOnlyList<string> CoHandlerUnitIds, string Reason)
{
    /// <summary>Co-handlers for whose parts the lead's feedback waits.</summary>
    public IReadOnlyList<string> MandatoryUnitIds { get; init; } = [];

    /// <summary>Co-handlers that contact the claimant themselves.</summary>
    public IReadOnlyList<string> ContactingUnitIds { get; init; } = [];

    /// <summary>The accused, or units below it, that only explain.</summary>
    public IReadOnlyList<string> RespondentUnitIds { get; init; } = [];
}

/// <summary>
/// A dispatcher sends a waiting ticket: one lead, others help, all take tickets, the accused does not lead, no village or office.
/// </summary>
public static class ManualDispatch
{
    /// <summary>Dispatches a waiting ticket as a dispatcher ordered.</summary>
    /// <exception cref="RefusalException">
    /// GUARD_FAILED: ticket_closed, already_dispatched, unit_inactive, unit_below_town, accused_leads, or what
    /// <see cref="Accused.Check"/> refuses.
    /// </exception>
    public static Decision<DispatchRecord> Apply(DispatchRecord record, DispatchOrder order, DecisionContext context, Reference reference)
    {
        Guards.NotClosed(record);
        if (!record.IsQueued())
        {
            throw Refuse.Guard("already_dispatched", "The ticket does not wait for a dispatcher.");
        }

        IReadOnlyList<string> handling = [order.LeadUnitId, .. order.CoHandlerUnitIds];
        var units = Guards.TakingTickets([.. handling, .. order.RespondentUnitIds], reference.Units);
        Accused.Refused(
            "accused_leads",
            "The unit complained about, and what stands below it, does not lead",
            handling.Take(1).Where(unit => Accused.Is(unit, record.AccusedUnitId, reference.Units)));
        Accused.Check(record, handling, order.MandatoryUnitIds, order.RespondentUnitIds, reference.Units);
        Guards.NotBelowTown(units);
        var decision = Explain(order, units, record.AccusedUnitId, reference);
        var next = Assigning.Add(record, context, reference, decision, "", order.MandatoryUnitIds, order.ContactingUnitIds);
        var added = next.Assignments.Where(a => a.Version == context.Version);
        return DispatchFacts.Dispatched(next, FactType.DispatchOrdered, decision, added);
    }

    private static DispatchDecision Explain(DispatchOrder order, IReadOnlyList<HandlingUnit> units, string accused, Reference reference)
    {
        var handling = units.SkipLast(order.RespondentUnitIds.Count).ToList();
        var others = string.Join(
            '、', handling.Skip(1).Select(u => u.ShortName + (order.MandatoryUnitIds.Contains(u.UnitId) ? "（必须办结）" : "")));
        return new()
        {
            Outcome = Outcome.Dispatched,
            Targets =
            [
                .. units.Select((u, i) =>
                    new ProposedUnit(u.UnitId, u.Name, RoleOf(i, handling.Count), order.Reason)),
            ],
            Trace =
            [
                new("R17", true, "派单员人工决定"),
                new("R12", handling.Count > 1, handling.Count > 1 ? $"{units[0].ShortName}主办，{others}协办" : "没有协办单位"),
                new("R15", order.RespondentUnitIds.Count > 0, Finding(units.Skip(handling.Count), accused)),
                new("R18", true, $"记录派单理由，目录版本{reference.Version}"),
            ],
            Reason = order.Reason,
            CatalogueVersion = reference.Version,
        };
    }

    private static AssignmentRole RoleOf(int index, int handling) =>
        index == 0 ? AssignmentRole.Lead
        : index < handling ? AssignmentRole.CoHandler
        : AssignmentRole.Respondent;

    private static string Finding(IEnumerable<HandlingUnit> respondents, string accused)
    {
        var explain = DispatchDraft.Names(respondents);
        return explain.Length > 0 ? $"{explain}作为被诉方说明" : accused.Length == 0 ? "没有被诉单位" : "被诉单位不主办";
    }
}
