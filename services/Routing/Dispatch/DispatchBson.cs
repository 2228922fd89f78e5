using Hotline.Chassis.Store;
using Hotline.Routing.Dispatch.Rules;

namespace Hotline.Routing.Dispatch;

/// <summary>What is stored of a dispatch record, down to each step of each decision.</summary>
public static class DispatchBson
{
    public static void MapStored()
    {
        Stored.Map<DispatchRecord>(
            nameof(DispatchRecord.TicketNumber), nameof(DispatchRecord.Title), nameof(DispatchRecord.Urgency),
            nameof(DispatchRecord.IsUrgentLane), nameof(DispatchRecord.AppealType),
            nameof(DispatchRecord.CategoryId), nameof(DispatchRecord.Place), nameof(DispatchRecord.AccusedUnitId),
            nameof(DispatchRecord.AcceptedAt), nameof(DispatchRecord.DispatchDueAt), nameof(DispatchRecord.Assignments),
            nameof(DispatchRecord.Decisions), nameof(DispatchRecord.QueueUnitId), nameof(DispatchRecord.ClosedAt),
            nameof(DispatchRecord.Scope), nameof(DispatchRecord.HiddenFrom), nameof(DispatchRecord.NameMarks));
        Stored.Map<PlaceRecord>(
            nameof(PlaceRecord.TownId), nameof(PlaceRecord.VillageId), nameof(PlaceRecord.TownName),
            nameof(PlaceRecord.VillageName), nameof(PlaceRecord.LocationPoint));
        Stored.Map<RoutedUnit>(
            nameof(RoutedUnit.AssignmentId), nameof(RoutedUnit.Version), nameof(RoutedUnit.UnitId), nameof(RoutedUnit.UnitName),
            nameof(RoutedUnit.Scope), nameof(RoutedUnit.Role), nameof(RoutedUnit.DispatchedAt), nameof(RoutedUnit.DispatchedBy),
            nameof(RoutedUnit.ParentAssignmentId), nameof(RoutedUnit.Reason), nameof(RoutedUnit.RuleId),
            nameof(RoutedUnit.IsMandatory), nameof(RoutedUnit.NeedsContact));
        Stored.Map<ActorRecord>(nameof(ActorRecord.Subject), nameof(ActorRecord.Role), nameof(ActorRecord.UnitId));
        Stored.Map<MadeDecision>(
            nameof(MadeDecision.Version), nameof(MadeDecision.DecidedAt), nameof(MadeDecision.Actor),
            nameof(MadeDecision.Decision));
        Stored.Map<DispatchDecision>(
            nameof(DispatchDecision.Outcome), nameof(DispatchDecision.Targets), nameof(DispatchDecision.RuleId),
            nameof(DispatchDecision.Trace), nameof(DispatchDecision.Reason), nameof(DispatchDecision.CatalogueVersion),
            nameof(DispatchDecision.QueueUnitId), nameof(DispatchDecision.TransferUnitId));
        Stored.Map<ProposedUnit>(
            nameof(ProposedUnit.UnitId), nameof(ProposedUnit.UnitName), nameof(ProposedUnit.Role), nameof(ProposedUnit.Reason));
        Stored.Map<TraceStep>(nameof(TraceStep.Rule), nameof(TraceStep.IsHit), nameof(TraceStep.Finding));
    }
}
