namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>Separation of duty, domain.md 3.1: who handled a ticket neither reviews it nor calls back; who reviewed it does not call back.</summary>
public static class Duty
{
    public static IEnumerable<string> Handlers(TicketRecord ticket) => ticket.Assignments.SelectMany(Handlers).Distinct();

    public static IEnumerable<string> Reviewers(TicketRecord ticket) => ticket.Assignments
        .SelectMany(a => a.Feedbacks)
        .Where(f => f.Review is not null)
        .Select(f => f.Review!.Actor.Subject)
        .Distinct();

    public static void NotHandler(TicketRecord ticket, string subject, string duty)
    {
        if (Handlers(ticket).Contains(subject))
        {
            throw Refuse.SeparationOfDuty(duty);
        }
    }

    public static void NotReviewer(TicketRecord ticket, string subject, string duty)
    {
        if (Reviewers(ticket).Contains(subject))
        {
            throw Refuse.SeparationOfDuty(duty);
        }
    }

    private static IEnumerable<string> Handlers(AssignmentRecord part) =>
        new[] { part.SignedBy, part.StartedBy }
            .Concat(part.Contacts.Select(c => c.Actor))
            .Concat(part.Feedbacks.Select(f => f.Actor))
            .OfType<ActorRecord>()
            .Select(a => a.Subject);
}
