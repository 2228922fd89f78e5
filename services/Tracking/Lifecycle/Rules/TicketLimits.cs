namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// How much a ticket's document may hold of what people add to it: it does not grow without end. What a ticket needs to
/// move on is taken all the same, so no limit shuts one in.
/// </summary>
public static class TicketLimits
{
    public const int Contacts = 200;
    public const int Feedbacks = 100;
    public const int Callbacks = 100;

    public static void OneMoreContact(TicketRecord ticket, AssignmentRecord part, bool reached)
    {
        var isNeeded = reached && !part.HasReachedClaimant;
        Check(ticket.Assignments.Sum(a => a.Contacts.Count), Contacts, isNeeded, "too_many_contacts");
    }

    public static void OneMoreFeedback(TicketRecord ticket, AssignmentRecord part) =>
        Check(ticket.Assignments.Sum(a => a.Feedbacks.Count), Feedbacks, part.Feedbacks.Count == 0, "too_many_feedbacks");

    public static void OneMoreCallback(TicketRecord ticket, bool closes) =>
        Check(ticket.Callbacks.Count, Callbacks, closes, "too_many_callbacks");

    private static void Check(int count, int most, bool isNeeded, string guard)
    {
        if (count >= most && !isNeeded)
        {
            throw Refuse.Guard(guard, $"A ticket has at most {most} of them.");
        }
    }
}
