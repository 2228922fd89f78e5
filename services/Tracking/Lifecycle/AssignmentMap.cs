using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Privacy;

namespace Hotline.Tracking.Lifecycle;

/// <summary>A unit's part between the contract and the record.</summary>
public static class AssignmentMap
{
    public static ActorRecord ToRecord(this Actor? actor) => actor is null
        ? new()
        : new() { Subject = actor.Subject, Role = actor.Role, UnitId = actor.UnitId };

    public static Actor ToProto(this ActorRecord actor) => new() { Subject = actor.Subject, Role = actor.Role, UnitId = actor.UnitId };

    public static RoutedRecord ToRecord(this RoutedAssignment routed) => new()
    {
        AssignmentId = routed.AssignmentId,
        UnitId = routed.UnitId,
        UnitName = routed.UnitName,
        Scope = [.. routed.Scope],
        Role = routed.Role,
        DispatchedAt = routed.DispatchedAt.ToDateTime(),
        DispatchedBy = routed.DispatchedBy.ToRecord(),
        ParentAssignmentId = routed.ParentAssignmentId,
        Reason = Masker.Mask(routed.Reason),
        RuleId = routed.RuleId,
        IsMandatory = routed.IsMandatory,
        NeedsContact = routed.NeedsContact,
    };

    public static Assignment ToProto(this AssignmentRecord part) => new()
    {
        Routed = part.Routed.ToProto(),
        State = part.State,
        SignedAt = part.SignedAt.ToProto(),
        Contacts = { part.Contacts.Select(ToProto) },
        StartedAt = part.StartedAt.ToProto(),
        Feedbacks = { part.Feedbacks.Select(ToProto) },
        PassedDownUnchecked = part.PassedDownUnchecked,
        ContactWaiver = part.Waiver is { } waiver ? ToProto(waiver) : null,
        ExtensionCount = part.ExtensionCount,
        ReturnCount = part.ReturnCount,
    };

    public static Timestamp? ToProto(this DateTime? instant) => instant is { } at ? Timestamp.FromDateTime(at) : null;

    private static RoutedAssignment ToProto(this RoutedRecord routed) => new()
    {
        AssignmentId = routed.AssignmentId,
        UnitId = routed.UnitId,
        UnitName = routed.UnitName,
        Scope = { routed.Scope },
        Role = routed.Role,
        DispatchedAt = Timestamp.FromDateTime(routed.DispatchedAt),
        DispatchedBy = routed.DispatchedBy.ToProto(),
        ParentAssignmentId = routed.ParentAssignmentId,
        Reason = routed.Reason,
        RuleId = routed.RuleId,
        IsMandatory = routed.IsMandatory,
        NeedsContact = routed.OwesContact,
    };

    private static Contact ToProto(ContactRecord contact) => new()
    {
        ContactedAt = Timestamp.FromDateTime(contact.ContactedAt),
        Channel = contact.Channel,
        Result = contact.Result,
        Note = contact.Note,
        Actor = contact.Actor.ToProto(),
        RecordedAt = Timestamp.FromDateTime(contact.RecordedAt),
        IsRelayed = contact.IsRelayed,
        CallId = contact.CallId,
        RecordingId = contact.RecordingId,
    };

    private static ContactWaiver ToProto(WaiverRecord waiver) => new()
    {
        Reason = waiver.Reason,
        Note = waiver.Note,
        WaivedAt = Timestamp.FromDateTime(waiver.WaivedAt),
        Actor = waiver.Actor.ToProto(),
    };

    private static Feedback ToProto(FeedbackRecord feedback) => new()
    {
        SubmittedAt = Timestamp.FromDateTime(feedback.SubmittedAt),
        Result = feedback.Result,
        ClaimsSolved = feedback.ClaimsSolved,
        Evidence = feedback.Evidence,
        Reply = feedback.Reply,
        Actor = feedback.Actor.ToProto(),
        Review = feedback.Review is { } review
            ? new Review
            {
                Decision = review.Decision,
                Reason = review.Reason,
                Opinion = review.Opinion,
                ReviewedAt = Timestamp.FromDateTime(review.ReviewedAt),
                Actor = review.Actor.ToProto(),
                IsSameLevel = review.IsSameLevel,
            }
            : null,
    };
}
