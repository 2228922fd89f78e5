using Hotline.Chassis.Commands;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>
/// Opens the record of an accepted appeal and decides by rule: dispatched, into the dispatcher's queue, or to the level above.
/// </summary>
public static class AutoDispatch
{
    /// <param name="known">Null, or what a closing that came first has left.</param>
    /// <param name="appeal">The record's own copy of what Intake says.</param>
    /// <param name="context">The rules act.</param>
    /// <param name="reference">The edition in force.</param>
    public static Decision<DispatchRecord>? Open(DispatchRecord? known, DispatchRecord appeal, DecisionContext context, Reference reference)
    {
        if (known is { Decisions.Count: > 0 })
        {
            return null;
        }

        var place = new PlaceQuestion(appeal.Place.TownId, appeal.Place.VillageId, Words(appeal.Place));
        var decision = DispatchRules.Decide(
            new(appeal.CategoryId, place, appeal.AccusedUnitId) { IsReport = appeal.AppealType is AppealType.Report }, reference);
        var opened = known?.ClosedAt is { } closedAt ? appeal with { ClosedAt = closedAt, NameMarks = [] } : appeal;
        return decision.Outcome switch
        {
            Outcome.Transferred => Transferred(opened, decision, context, reference),
            Outcome.Dispatched when opened.ClosedAt is null => Dispatched(opened, decision, context, reference),
            _ => Queued(opened, decision, context, reference),
        };
    }

    private static Decision<DispatchRecord> Transferred(
        DispatchRecord record, DispatchDecision decision, DecisionContext context, Reference reference) => DispatchFacts.Transferred(
            Decided(record with { NameMarks = [] }, decision, reference.Units.Root.UnitId, context, reference),
            decision,
            reference.LevelAbove);

    private static Decision<DispatchRecord> Dispatched(
        DispatchRecord record, DispatchDecision decision, DecisionContext context, Reference reference)
    {
        var next = Assigning.Add(record, context, reference, decision);
        return DispatchFacts.Dispatched(next, FactType.DispatchDecided, decision, next.Assignments);
    }

    private static Decision<DispatchRecord> Queued(
        DispatchRecord record, DispatchDecision decision, DecisionContext context, Reference reference)
    {
        var queue = decision.QueueUnitId.Length > 0 ? decision.QueueUnitId : reference.Units.Root.UnitId;
        var decided = Decided(record, decision, queue, context, reference);
        return DispatchFacts.Queued(decided with { QueueUnitId = record.ClosedAt is null ? queue : null }, decision);
    }

    /// <summary>The record with its first decision, which assigns no unit: only the one that has it now sees it, and those above.</summary>
    private static DispatchRecord Decided(
        DispatchRecord record, DispatchDecision decision, string unitId, DecisionContext context, Reference reference) => record with
        {
            Decisions = [new() { Version = context.Version, DecidedAt = context.At, Actor = context.Actor, Decision = decision }],
            Scope = [.. reference.Units.ScopeOf(unitId).Except(record.HiddenFrom)],
        };

    private static string Words(PlaceRecord place) =>
        place.VillageName.Length > 0 ? place.VillageName : place.LocationPoint;
}
