namespace Hotline.Tracking.Contacts.Rules;

/// <summary>
/// A contact need not be made (T9): the matter itself, or the unit's own attempts, must show why. The waiver answers the response
/// clock at its own instant. Without it a unit that cannot reach the claimant would have to invent a contact.
/// </summary>
public static class WaiverRule
{
    /// <summary>Waives the contact that a part owes.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it; GUARD_FAILED: not_signed, no_contact_owed or waiver_unfounded.
    /// </exception>
    public static Decision Waive(
        TicketRecord ticket,
        string assignmentId,
        ContactWaiverReason reason,
        string note,
        ActorRecord actor,
        DateTime now,
        CallbackPolicy policy)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        var at = part.NotBefore(now);
        var waiver = new WaiverRecord { Reason = reason, Note = note, WaivedAt = at, Actor = actor };
        var waived = part.Answer(AssignmentTrigger.ContactWaived, at, ticket, answered => answered with { Waiver = waiver });
        if (!ticket.Appeal!.OwesContact(part.Routed))
        {
            throw Refuse.Guard("no_contact_owed", "This part owes the claimant no contact.");
        }

        if (!IsFounded(reason, ticket.Appeal!, part, policy))
        {
            throw Refuse.Guard("waiver_unfounded", "The reason is not true of this ticket.");
        }

        return Decision.Of(
            waived,
            FactType.ContactWaived,
            at,
            PartRule.Details(part, Detail.Enum(DetailKey.WaiverReason, reason), Detail.Text(DetailKey.Note, note)));
    }

    private static bool IsFounded(ContactWaiverReason reason, AppealRecord appeal, AssignmentRecord part, CallbackPolicy policy) =>
        reason switch
        {
            ContactWaiverReason.Confidential => appeal.IsConfidential,
            ContactWaiverReason.Anonymous => appeal.IsAnonymous,
            ContactWaiverReason.NoReplyWanted => appeal.NoReplyWanted,
            ContactWaiverReason.Unreachable => policy.AreUsedUp(
                appeal.Urgency, policy.Counted(part.Contacts.Select(c => (c.ContactedAt, c.Result)))),
            _ => false,
        };
}
