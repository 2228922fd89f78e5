using static Hotline.Type.V1.AssignmentState;

namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What can happen to one unit's part.</summary>
public enum AssignmentTrigger
{
    /// <summary>The unit signs.</summary>
    Sign,

    /// <summary>The unit tried to contact the claimant and did not reach him.</summary>
    ContactMissed,

    /// <summary>The unit reached the claimant.</summary>
    ContactReached,

    /// <summary>The unit need not contact the claimant.</summary>
    ContactWaived,

    /// <summary>A unit that owes the claimant a contact starts handling.</summary>
    Start,

    /// <summary>A unit that owes none starts handling.</summary>
    StartWithoutContact,

    /// <summary>The lead feeds back; its result is reviewed.</summary>
    LeadFeedback,

    /// <summary>A co-handler or sub-handler feeds back; its part is done with it.</summary>
    PartFeedback,

    /// <summary>The accused, or a unit below it, feeds back, without a contact; its part is done with it.</summary>
    Explain,

    /// <summary>The lead's feedback is approved.</summary>
    Approve,

    /// <summary>The lead's feedback is rejected.</summary>
    Reject,
}

/// <summary>
/// The state machine of one unit's part, docs/domain/states.md. The side states (return, exit) get their rows with their
/// commands.
/// </summary>
public static class AssignmentTable
{
    private const string NotSigned = "The unit signs first.";
    private const string NoContact = "A contact that reached the claimant, or its waiver, is needed first.";

    public static readonly TransitionTable<AssignmentState, AssignmentTrigger> Table = new(
    [
        new(PendingSign, AssignmentTrigger.Sign, Signed, "T8"),
        new(Signed, AssignmentTrigger.Explain, Done, "T16"),
        new(Handling, AssignmentTrigger.Explain, Done, "T16"),
        new(Signed, AssignmentTrigger.ContactMissed, Signed, "T9"),
        new(Signed, AssignmentTrigger.ContactReached, AssignmentState.Contacted, "T9"),
        new(Signed, AssignmentTrigger.ContactWaived, AssignmentState.Contacted, "T9"),
        new(AssignmentState.Contacted, AssignmentTrigger.ContactMissed, AssignmentState.Contacted, "T9"),
        new(AssignmentState.Contacted, AssignmentTrigger.ContactReached, AssignmentState.Contacted, "T9"),
        new(AssignmentState.Contacted, AssignmentTrigger.Start, Handling, "T10"),
        new(AssignmentState.Contacted, AssignmentTrigger.StartWithoutContact, Handling, "T10"),
        new(Signed, AssignmentTrigger.StartWithoutContact, Handling, "T10"),
        new(Handling, AssignmentTrigger.ContactMissed, Handling, "T9"),
        new(Handling, AssignmentTrigger.ContactReached, Handling, "T9"),
        new(Handling, AssignmentTrigger.LeadFeedback, FeedbackSubmitted, "T16"),
        new(Handling, AssignmentTrigger.PartFeedback, Done, "T16"),
        new(FeedbackSubmitted, AssignmentTrigger.Approve, Done, "T17"),
        new(FeedbackSubmitted, AssignmentTrigger.Reject, Handling, "T18"),
    ],
    [
        new(PendingSign, AssignmentTrigger.ContactMissed, "not_signed", NotSigned),
        new(PendingSign, AssignmentTrigger.ContactReached, "not_signed", NotSigned),
        new(PendingSign, AssignmentTrigger.Explain, "not_signed", NotSigned),
        new(PendingSign, AssignmentTrigger.ContactWaived, "not_signed", NotSigned),
        new(Signed, AssignmentTrigger.Start, "no_contact_record", NoContact),
        new(PendingSign, AssignmentTrigger.LeadFeedback, "no_contact_record", NoContact),
        new(Signed, AssignmentTrigger.LeadFeedback, "no_contact_record", NoContact),
    ]);
}
