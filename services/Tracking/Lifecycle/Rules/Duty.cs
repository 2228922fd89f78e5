namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// Separation of duty, docs/domain/units.md: handling a ticket, reviewing its results and calling back are three duties, and
/// a person who has done one of them for a ticket does none of the others, in whatever order they come.
/// </summary>
public static class Duty
{
    /// <summary>Signing, contacting, starting, feeding back, sub-dispatch.</summary>
    public const string Handle = "handle";

    /// <summary>Approving and rejecting results.</summary>
    public const string Review = "review";

    /// <summary>Calling the claimant back.</summary>
    public const string CallBack = "callback";

    private static readonly (string Duty, Func<TicketRecord, IEnumerable<string>> DoneBy)[] Table =
    [
        (Handle, Handlers),
        (Review, Reviewers),
        (CallBack, Callers),
    ];

    /// <summary>Admits a person to a duty of a ticket.</summary>
    /// <param name="duty">One of the three constants.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="subject">The person, by the subject of the token.</param>
    /// <exception cref="RefusalException">SEPARATION_OF_DUTY: the person has done another duty for this ticket.</exception>
    public static void MayDo(string duty, TicketRecord ticket, string subject)
    {
        if (Table.Any(row => row.Duty != duty && row.DoneBy(ticket).Contains(subject)))
        {
            throw Refuse.SeparationOfDuty(duty);
        }
    }

    /// <summary>Those who worked on a part, and those who sub-dispatched: sub-dispatch is handling.</summary>
    public static IEnumerable<string> Handlers(TicketRecord ticket) => ticket.Assignments.SelectMany(Handlers).Distinct();

    /// <summary>Those who reviewed a result.</summary>
    public static IEnumerable<string> Reviewers(TicketRecord ticket) => ticket.Assignments
        .SelectMany(a => a.Feedbacks)
        .Where(f => f.Review is not null)
        .Select(f => f.Review!.Actor.Subject)
        .Distinct();

    /// <summary>Those who called the claimant back.</summary>
    public static IEnumerable<string> Callers(TicketRecord ticket) => ticket.Callbacks.Select(c => c.Actor.Subject).Distinct();

    private static IEnumerable<string> Handlers(AssignmentRecord part) =>
        new[] { part.SignedBy, part.StartedBy, part.Routed.ParentAssignmentId.Length > 0 ? part.Routed.DispatchedBy : null }
            .Concat(part.Contacts.Select(c => c.Actor))
            .Concat(part.Feedbacks.Select(f => f.Actor))
            .OfType<ActorRecord>()
            .Select(a => a.Subject);
}
