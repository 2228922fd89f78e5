namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// How much a ticket's document may hold of what people add to it: it does not grow without end. What a ticket needs to
/// move on is taken all the same, so no limit shuts one in.
/// </summary>
public static class TicketLimits
{
    /// <summary>Contacts of all parts at most.</summary>
    public const int Contacts = 200;

    /// <summary>Results of all parts at most.</summary>
    public const int Feedbacks = 100;

    /// <summary>Attempts to call back at most, without self-checks.</summary>
    public const int Callbacks = 100;

    /// <summary>Self-checks of units at most.</summary>
    public const int SelfChecks = 20;

    /// <summary>Admits a contact; the first that reaches the claimant always.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: too_many_contacts.</exception>
    public static void OneMoreContact(TicketRecord ticket, AssignmentRecord part, bool reached)
    {
        var isNeeded = reached && !part.HasReachedClaimant;
        Check(ticket.Assignments.Sum(a => a.Contacts.Count), Contacts, isNeeded, "too_many_contacts");
    }

    /// <summary>Admits a result; the first of a part always.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: too_many_feedbacks.</exception>
    public static void OneMoreFeedback(TicketRecord ticket, AssignmentRecord part) =>
        Check(ticket.Assignments.Sum(a => a.Feedbacks.Count), Feedbacks, part.Feedbacks.Count == 0, "too_many_feedbacks");

    /// <summary>Admits an attempt; one that closes the ticket always.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: too_many_callbacks.</exception>
    public static void OneMoreCallback(TicketRecord ticket, bool closes) =>
        Check(ticket.Callbacks.Count(c => c.Level.Counts()), Callbacks, closes, "too_many_callbacks");

    /// <summary>Admits a self-check.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: too_many_callbacks.</exception>
    public static void OneMoreSelfCheck(TicketRecord ticket) =>
        Check(ticket.Callbacks.Count(c => !c.Level.Counts()), SelfChecks, isNeeded: false, "too_many_callbacks");

    private static void Check(int count, int most, bool isNeeded, string guard)
    {
        if (count >= most && !isNeeded)
        {
            throw Refuse.Guard(guard, $"A ticket has at most {most} of them.");
        }
    }
}
