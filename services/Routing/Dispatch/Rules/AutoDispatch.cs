using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Opens the record of an accepted appeal and decides by rule: dispatched, or into the dispatcher's queue.</summary>
public static class AutoDispatch
{
    /// <param name="known">Null, or what a closing that came first has left.</param>
    /// <param name="appeal">The record's own copy of what Intake says.</param>
    /// <param name="context">The rules act.</param>
    /// <param name="reference">The edition in force.</param>
    public static Step? Open(DispatchRecord? known, DispatchRecord appeal, StepContext context, Reference reference)
    {
        if (known is { Decisions.Count: > 0 })
        {
            return null;
        }

        var place = new PlaceQuestion(appeal.Place.TownId, appeal.Place.VillageId, Words(appeal.Place));
        var decision = DispatchRules.Decide(new(appeal.CategoryId, place, appeal.AccusedUnitId), reference);
        var opened = appeal with { ClosedAt = known?.ClosedAt };
        return decision.Outcome is Outcome.Dispatched && opened.ClosedAt is null
            ? Dispatched(opened, decision, context, reference)
            : Queued(opened, decision, context, reference);
    }

    private static Step Dispatched(DispatchRecord record, DispatchDecision decision, StepContext context, Reference reference)
    {
        var next = Assigning.Add(record, context, reference, decision, "", []);
        return new(next, "dispatch.decided", FactDetails.Of(decision, next.Assignments));
    }

    private static Step Queued(DispatchRecord record, DispatchDecision decision, StepContext context, Reference reference)
    {
        var queue = decision.QueueUnitId.Length > 0 ? decision.QueueUnitId : reference.Units.Root.UnitId;
        var scope = reference.Units.ScopeOf(queue);
        var next = record with
        {
            Decisions = [new() { Version = context.Version, DecidedAt = context.At, Actor = context.Actor, Decision = decision }],
            QueueUnitId = record.ClosedAt is null ? queue : null,
            Scope = scope,
        };
        return new(next, "dispatch.queued", FactDetails.Of(decision, [])) { IsAnnounced = record.ClosedAt is null, QueueScope = scope };
    }

    private static string Words(PlaceRecord place) =>
        place.VillageName.Length > 0 ? place.VillageName : place.LocationPoint;
}
