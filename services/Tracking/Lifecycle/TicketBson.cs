using Hotline.Chassis.Store;

namespace Hotline.Tracking.Lifecycle;

/// <summary>What is stored of a ticket, from the record down to the last part of it.</summary>
public static class TicketBson
{
    public static void MapStored()
    {
        Stored.Map<TicketRecord>(
            nameof(TicketRecord.TicketNumber), nameof(TicketRecord.State), nameof(TicketRecord.Appeal),
            nameof(TicketRecord.AcceptedAt), nameof(TicketRecord.Assignments), nameof(TicketRecord.Deadlines),
            nameof(TicketRecord.NextDue), nameof(TicketRecord.CallbackTask), nameof(TicketRecord.CallbackDue),
            nameof(TicketRecord.Callbacks), nameof(TicketRecord.Queue), nameof(TicketRecord.ClosedAt),
            nameof(TicketRecord.CloseReason), nameof(TicketRecord.FirstReceiverUnitId), nameof(TicketRecord.RootUnitId),
            nameof(TicketRecord.Heard), nameof(TicketRecord.Scope), nameof(TicketRecord.HiddenFrom),
            nameof(TicketRecord.ReworkSeq), nameof(TicketRecord.MasterTicketNumber));
        MapAppeal();
        MapAssignments();
        MapCallbacks();
        DeadlineBson.Map<DeadlineKind>();
        Stored.Map<HeardRecord>(
            nameof(HeardRecord.At), nameof(HeardRecord.By), nameof(HeardRecord.Queue), nameof(HeardRecord.Transfer),
            nameof(HeardRecord.Routed));
        Stored.Map<TransferRecord>(nameof(TransferRecord.UnitId), nameof(TransferRecord.UnitName), nameof(TransferRecord.Reason));
        Stored.Map<QueueRecord>(
            nameof(QueueRecord.UnitId), nameof(QueueRecord.Scope), nameof(QueueRecord.Reason), nameof(QueueRecord.Since));
        Stored.Map<ActorRecord>(nameof(ActorRecord.Subject), nameof(ActorRecord.Role), nameof(ActorRecord.UnitId));
    }

    private static void MapAppeal()
    {
        Stored.Map<AppealRecord>(
            nameof(AppealRecord.TicketNumber), nameof(AppealRecord.AcceptedAt), nameof(AppealRecord.Channel),
            nameof(AppealRecord.AppealType), nameof(AppealRecord.CategoryId), nameof(AppealRecord.CategoryPath),
            nameof(AppealRecord.Urgency), nameof(AppealRecord.Title), nameof(AppealRecord.Content), nameof(AppealRecord.Place),
            nameof(AppealRecord.AffectedScope), nameof(AppealRecord.AffectedHouseholds), nameof(AppealRecord.IsConfidential),
            nameof(AppealRecord.NoReplyWanted), nameof(AppealRecord.ClaimantRef), nameof(AppealRecord.AccusedUnitId),
            nameof(AppealRecord.AccusedUnits), nameof(AppealRecord.AccusedParty), nameof(AppealRecord.IsAnonymous),
            nameof(AppealRecord.Traits), nameof(AppealRecord.Tags),
            nameof(AppealRecord.UrgencyName), nameof(AppealRecord.IsUrgentLane), nameof(AppealRecord.NameMarks),
            nameof(AppealRecord.Upstream));
        Stored.Map<UpstreamRecord>(
            nameof(UpstreamRecord.System), nameof(UpstreamRecord.Number), nameof(UpstreamRecord.DispatchedAt),
            nameof(UpstreamRecord.SignDueAt), nameof(UpstreamRecord.ResponseDueAt), nameof(UpstreamRecord.CompletionDueAt));
        Stored.Map<TraitsRecord>(
            nameof(TraitsRecord.Kind), nameof(TraitsRecord.Gender), nameof(TraitsRecord.SpecialGroups),
            nameof(TraitsRecord.PreviousTicketNumber));
        Stored.Map<PlaceRecord>(
            nameof(PlaceRecord.TownId), nameof(PlaceRecord.VillageId), nameof(PlaceRecord.TownName),
            nameof(PlaceRecord.VillageName), nameof(PlaceRecord.LocationPoint), nameof(PlaceRecord.EstateId),
            nameof(PlaceRecord.Position));
        Stored.Map<PositionRecord>(nameof(PositionRecord.Lng), nameof(PositionRecord.Lat), nameof(PositionRecord.Datum));
    }

    private static void MapAssignments()
    {
        Stored.Map<AssignmentRecord>(
            nameof(AssignmentRecord.Routed), nameof(AssignmentRecord.State), nameof(AssignmentRecord.SignedAt),
            nameof(AssignmentRecord.SignedBy), nameof(AssignmentRecord.Contacts), nameof(AssignmentRecord.StartedAt),
            nameof(AssignmentRecord.StartedBy), nameof(AssignmentRecord.Feedbacks), nameof(AssignmentRecord.PassedDownUnchecked),
            nameof(AssignmentRecord.Waiver), nameof(AssignmentRecord.ExtensionCount), nameof(AssignmentRecord.ReturnCount));
        Stored.Map<RoutedRecord>(
            nameof(RoutedRecord.AssignmentId), nameof(RoutedRecord.UnitId), nameof(RoutedRecord.UnitName),
            nameof(RoutedRecord.Scope), nameof(RoutedRecord.Role), nameof(RoutedRecord.DispatchedAt),
            nameof(RoutedRecord.DispatchedBy), nameof(RoutedRecord.ParentAssignmentId), nameof(RoutedRecord.Reason),
            nameof(RoutedRecord.RuleId), nameof(RoutedRecord.IsMandatory), nameof(RoutedRecord.NeedsContact));
        Stored.Map<ContactRecord>(
            nameof(ContactRecord.ContactedAt), nameof(ContactRecord.RecordedAt), nameof(ContactRecord.Channel),
            nameof(ContactRecord.Result), nameof(ContactRecord.IsRelayed), nameof(ContactRecord.Note), nameof(ContactRecord.Actor),
            nameof(ContactRecord.CallId), nameof(ContactRecord.RecordingId));
        Stored.Map<WaiverRecord>(
            nameof(WaiverRecord.Reason), nameof(WaiverRecord.Note), nameof(WaiverRecord.WaivedAt), nameof(WaiverRecord.Actor));
        Stored.Map<FeedbackRecord>(
            nameof(FeedbackRecord.SubmittedAt), nameof(FeedbackRecord.Result), nameof(FeedbackRecord.ClaimsSolved),
            nameof(FeedbackRecord.Evidence), nameof(FeedbackRecord.Actor), nameof(FeedbackRecord.Review),
            nameof(FeedbackRecord.Reply));
        Stored.Map<ReviewRecord>(
            nameof(ReviewRecord.Decision), nameof(ReviewRecord.Reason), nameof(ReviewRecord.Opinion),
            nameof(ReviewRecord.ReviewedAt), nameof(ReviewRecord.Actor), nameof(ReviewRecord.IsSameLevel));
    }

    private static void MapCallbacks()
    {
        Stored.Map<CallbackTaskRecord>(
            nameof(CallbackTaskRecord.Cause), nameof(CallbackTaskRecord.DueSince), nameof(CallbackTaskRecord.ClaimedBy),
            nameof(CallbackTaskRecord.ClaimedUntil), nameof(CallbackTaskRecord.Attempts), nameof(CallbackTaskRecord.NotBefore));
        Stored.Map<CallRecord>(
            nameof(CallRecord.Attempt), nameof(CallRecord.CalledAt), nameof(CallRecord.TaskDueSince), nameof(CallRecord.Answers),
            nameof(CallRecord.IsValid), nameof(CallRecord.Opinion), nameof(CallRecord.Actor), nameof(CallRecord.TicketState),
            nameof(CallRecord.ContradictsContactRecord), nameof(CallRecord.Level), nameof(CallRecord.IsSameLevel));
        Stored.Map<Answers>(
            nameof(Answers.Result), nameof(Answers.Contacted), nameof(Answers.Solved), nameof(Answers.Satisfaction),
            nameof(Answers.AcceptedAsIs), nameof(Answers.Channel), nameof(Answers.CallId), nameof(Answers.RecordingId));
    }
}
