namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>A unit starts handling (T10): after its contact or the waiver, at once where it owes none.</summary>
public static class StartRule
{
    /// <summary>Starts the handling of a part.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it; GUARD_FAILED: no_contact_record.
    /// </exception>
    public static Decision Start(TicketRecord ticket, string assignmentId, ActorRecord actor, DateTime now)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        var at = part.NotBefore(now);
        var started = part with
        {
            State = AssignmentTable.Table.Next(
                part.State, ticket.Appeal!.OwesContact(part.Routed) ? AssignmentTrigger.Start : AssignmentTrigger.StartWithoutContact),
            StartedAt = at,
            StartedBy = actor,
        };
        return Decision.Of(ticket.With(started), FactType.HandlingStarted, at, PartRule.Details(part));
    }
}
