namespace Hotline.Tracking.Contacts.Rules;

/// <summary>
/// A unit contacts the claimant (T9). Only a contact that reached him answers the response clock; the lead's first
/// one sets the whole ticket in progress (T10a).
/// </summary>
public static class ContactRule
{
    /// <summary>Records a contact of a part.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it; GUARD_FAILED: not_signed, too_many_contacts or accused_contacts.
    /// </exception>
    public static Decision Contact(
        TicketRecord ticket, string assignmentId, ContactChannel channel, bool reached, string note, ActorRecord actor, DateTime now)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        Accused.MustNotContact(ticket, part);
        TicketLimits.OneMoreContact(ticket, part, reached);
        var at = part.NotBefore(now);
        var contacted = part with
        {
            State = AssignmentTable.Table.Next(part.State, reached ? AssignmentTrigger.ContactReached : AssignmentTrigger.ContactMissed),
            Contacts = [.. part.Contacts, new() { ContactedAt = at, Channel = channel, Reached = reached, Note = note, Actor = actor }],
        };
        var leadReached = contacted.State != part.State && part.Routed.Role == AssignmentRole.Lead;
        return Decision.Of(
            ticket.With(contacted) with
            {
                State = leadReached ? TicketTable.Table.Next(ticket.State, TicketTrigger.LeadContacted) : ticket.State,
                Deadlines = reached ? ticket.Deadlines.Meet(DeadlineKind.Response, part.Id, at) : ticket.Deadlines,
            },
            FactType.ContactRecorded,
            at,
            PartRule.Details(
                part,
                Detail.Enum(DetailKey.ContactChannel, channel),
                Detail.Flag(DetailKey.Reached, reached),
                Detail.Text(DetailKey.Note, note)));
    }
}
