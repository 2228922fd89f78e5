using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>A unit's order to those below it (转派).</summary>
public sealed record SubDispatchOrder(string ParentAssignmentId, IReadOnlyList<string> UnitIds, string Reason, bool IsMandatory)
{
    /// <summary>The units contact the claimant themselves.</summary>
    public bool NeedsContact { get; init; }

    /// <summary>The accused, or units below it, that only explain; they need not stand below the parent.</summary>
    public IReadOnlyList<string> RespondentUnitIds { get; init; } = [];
}

/// <summary>Rule R14: a unit passes its part down to villages, offices or sections below it and stays responsible.</summary>
public static class SubDispatch
{
    /// <summary>A ticket's document does not grow without end.</summary>
    public const int MostAssignments = 60;

    /// <param name="record">The ticket's record.</param>
    /// <param name="order">What is asked.</param>
    /// <param name="actsFor">Whether the caller acts for one of these units and ancestors.</param>
    /// <param name="progress">How far the units are.</param>
    /// <param name="context">Who, when.</param>
    /// <param name="reference">The edition in force.</param>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such assignment; UNIT_MISSING: the caller does not act for its unit; GUARD_FAILED: ticket_closed, part_done,
    /// result_under_review, not_below_parent, unit_inactive, already_assigned, too_many_assignments, respondent_passes_down,
    /// accused_only_handler, or what <see cref="Accused.Check"/> refuses.
    /// </exception>
    public static Decision<DispatchRecord> Apply(
        DispatchRecord record,
        SubDispatchOrder order,
        Func<IReadOnlyList<string>, bool> actsFor,
        HandlingProgress progress,
        DecisionContext context,
        Reference reference)
    {
        var parent = record.Assignments.FirstOrDefault(a => a.AssignmentId == order.ParentAssignmentId)
            ?? throw Refuse.NotFound("assignment");
        if (!actsFor(parent.Scope))
        {
            throw Refuse.Unit(parent.UnitId);
        }

        Guards.NotClosed(record);
        progress.MayPassDown(parent.AssignmentId, order.IsMandatory);
        if (parent.Role is AssignmentRole.Respondent)
        {
            throw Refuse.Guard("respondent_passes_down", "A unit that was asked to explain passes nothing down.");
        }

        var below = order.UnitIds.Where(id => !reference.Units.IsBelow(id, parent.UnitId)).ToList();
        if (below.Count > 0)
        {
            throw Refuse.Guard("not_below_parent", $"Not below the parent's unit: {string.Join(", ", below)}.");
        }

        IReadOnlyList<string> all = [.. order.UnitIds, .. order.RespondentUnitIds];
        var units = Guards.TakingTickets(all, reference.Units);
        NotOnlyAccused(record, order, reference);
        var again = record.Assignments
            .Where(a => a.ParentAssignmentId == parent.AssignmentId && all.Contains(a.UnitId)).Select(a => a.UnitId).ToList();
        if (again.Count > 0)
        {
            throw Refuse.Guard("already_assigned", $"Already assigned under the parent: {string.Join(", ", again)}.");
        }

        if (record.Assignments.Count + units.Count > MostAssignments)
        {
            throw Refuse.Guard("too_many_assignments", $"A ticket has at most {MostAssignments} assignments.");
        }

        var targets = units.Select((u, i) => new ProposedUnit(
            u.UnitId, u.Name, i < order.UnitIds.Count ? AssignmentRole.SubHandler : AssignmentRole.Respondent, order.Reason)).ToList();
        var decision = Explain(order, parent, targets, reference);
        var next = Assigning.Add(
            record,
            context,
            reference,
            decision,
            parent.AssignmentId,
            order.IsMandatory ? order.UnitIds : [],
            order.NeedsContact ? order.UnitIds : []);
        var added = next.Assignments.Where(a => a.Version == context.Version);
        return DispatchFacts.Dispatched(next, FactType.DispatchPassedDown, decision, added);
    }

    /// <summary>Rule R15: the parent's unit does not leave the matter to the accused alone.</summary>
    private static void NotOnlyAccused(DispatchRecord record, SubDispatchOrder order, Reference reference)
    {
        Accused.Check(record, order.UnitIds, order.IsMandatory ? order.UnitIds : [], order.RespondentUnitIds, reference.Units);
        var isOnlyAccused = order.UnitIds.All(unit => Accused.Is(unit, record.AccusedUnitId, reference.Units));
        Accused.Refused(
            "accused_only_handler",
            "The unit complained about, and what stands below it, is not the only handler",
            isOnlyAccused ? order.UnitIds : []);
    }

    private static DispatchDecision Explain(
        SubDispatchOrder order, RoutedUnit parent, IReadOnlyList<ProposedUnit> targets, Reference reference)
    {
        var below = Names(targets.Where(t => t.Role is AssignmentRole.SubHandler));
        var asked = Names(targets.Where(t => t.Role is AssignmentRole.Respondent));
        return new()
        {
            Outcome = Outcome.Dispatched,
            Targets = targets,
            Trace =
            [
                new("R14", below.Length > 0, below.Length > 0
                    ? $"{parent.UnitName}（{parent.AssignmentId}）转派到{below}，{parent.UnitName}仍负责"
                    : "没有转派"),
                new("R15", asked.Length > 0, asked.Length > 0 ? $"{asked}作为被诉方说明" : "没有被诉方说明"),
                new("R18", true, $"记录转派理由，目录版本{reference.Version}"),
            ],
            Reason = order.Reason,
            CatalogueVersion = reference.Version,
        };
    }

    private static string Names(IEnumerable<ProposedUnit> units) => string.Join('、', units.Select(unit => unit.UnitName));
}
