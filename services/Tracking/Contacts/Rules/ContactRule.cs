namespace Hotline.Tracking.Contacts.Rules;

/// <summary>What a person says of a contact.</summary>
/// <param name="Channel">How it was made.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Note">What was said, masked.</param>
/// <param name="At">When it took place, UTC; null for now.</param>
public sealed record ContactReport(ContactChannel Channel, ContactResult Result, string Note, DateTime? At = null)
{
    /// <summary>The call at the telephone system; empty when none is named.</summary>
    public string CallId { get; init; } = "";

    /// <summary>Its recording; empty when none is named.</summary>
    public string RecordingId { get; init; } = "";
}

/// <summary>
/// A unit contacts the claimant (T9). Only a contact that reached him answers the response clock, at the instant at which it took
/// place; the lead's first one sets the whole ticket in progress (T10a). Of a confidential matter the hotline makes it for the unit.
/// </summary>
public static class ContactRule
{
    /// <summary>Records a contact of a part.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it; GUARD_FAILED: not_signed, accused_contacts, not_confidential, contact_in_future,
    /// contact_before_dispatch or too_many_contacts.
    /// </exception>
    public static Decision Contact(TicketRecord ticket, string assignmentId, ContactReport report, ActorRecord actor, DateTime now)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        Accused.MustNotContact(ticket, part);
        var isRelayed = Relays(actor.Role);
        if (isRelayed && !ticket.Appeal!.IsConfidential)
        {
            throw Refuse.Guard("not_confidential", "The unit may see the claimant and contacts him itself.");
        }

        var recordedAt = part.NotBefore(now);
        var contact = new ContactRecord
        {
            ContactedAt = TookPlace(part, report.At, now) ?? recordedAt,
            RecordedAt = recordedAt,
            Channel = report.Channel,
            Result = report.Result,
            IsRelayed = isRelayed,
            Note = report.Note,
            Actor = actor,
            CallId = report.CallId,
            RecordingId = report.RecordingId,
        };
        TicketLimits.OneMoreContact(ticket, part, contact.HasReached);
        return Decision.Of(
            contact.HasReached
                ? part.Answer(AssignmentTrigger.ContactReached, contact.ContactedAt, ticket, Add)
                : ticket.With(Add(part) with { State = AssignmentTable.Table.Next(part.State, AssignmentTrigger.ContactMissed) }),
            FactType.ContactRecorded,
            contact.ContactedAt,
            PartRule.Details(
                part,
                Detail.Enum(DetailKey.ContactChannel, contact.Channel),
                Detail.Enum(DetailKey.ContactResult, contact.Result),
                Detail.Flag(DetailKey.IsRelayed, isRelayed),
                Detail.Text(DetailKey.Note, contact.Note)));

        AssignmentRecord Add(AssignmentRecord to) => to with { Contacts = [.. to.Contacts, contact] };
    }

    /// <summary>Whether a person of this role contacts the claimant for a unit, not as one.</summary>
    public static bool Relays(Role role) => role is Role.Operator or Role.CallbackAgent;

    /// <summary>The ticket once a part has answered the claimant, by a contact or by its waiver.</summary>
    /// <param name="part">The part before.</param>
    /// <param name="trigger">How it answered.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="ticket">The ticket before.</param>
    /// <param name="change">What is kept of the answer.</param>
    internal static TicketRecord Answer(
        this AssignmentRecord part,
        AssignmentTrigger trigger,
        DateTime at,
        TicketRecord ticket,
        Func<AssignmentRecord, AssignmentRecord> change)
    {
        var answered = change(part) with { State = AssignmentTable.Table.Next(part.State, trigger) };
        var isLead = part.Routed.Role == AssignmentRole.Lead;
        var leadAnswered = answered.State != part.State && isLead;
        // Whoever reaches the claimant does it for the level above too; that nobody need do it only the lead can say.
        var meetsUpstream = isLead || trigger == AssignmentTrigger.ContactReached;
        var deadlines = ticket.Deadlines.Meet(DeadlineKind.Response, part.Id, at);
        return ticket.With(answered) with
        {
            State = leadAnswered ? TicketTable.Table.Next(ticket.State, TicketTrigger.LeadContacted) : ticket.State,
            Deadlines = meetsUpstream ? deadlines.Meet(DeadlineKind.UpstreamResponse, null, at) : deadlines,
        };
    }

    private static DateTime? TookPlace(AssignmentRecord part, DateTime? at, DateTime now)
    {
        if (at > now)
        {
            throw Refuse.Guard("contact_in_future", "A contact is recorded once it has taken place.");
        }

        return at < part.Routed.DispatchedAt
            ? throw Refuse.Guard("contact_before_dispatch", "The unit cannot have made a contact before it got its part.")
            : at;
    }
}
