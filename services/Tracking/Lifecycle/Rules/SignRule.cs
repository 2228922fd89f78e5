namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>A unit confirms receipt (T8). The first lead that ever signs is the first receiver for good.</summary>
public static class SignRule
{
    /// <summary>Signs a part and meets its sign clock; the lead meets that of the level above too.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it.
    /// </exception>
    public static Decision Sign(TicketRecord ticket, string assignmentId, ActorRecord actor, DateTime now)
    {
        var part = PartRule.Working(ticket, assignmentId, actor);
        var at = part.NotBefore(now);
        var signed = part with
        {
            State = AssignmentTable.Table.Next(part.State, AssignmentTrigger.Sign),
            SignedAt = at,
            SignedBy = actor,
        };
        var isLead = part.Routed.Role == AssignmentRole.Lead;
        var deadlines = ticket.Deadlines.Meet(DeadlineKind.Sign, part.Id, at);
        return Decision.Of(
            ticket.With(signed) with
            {
                FirstReceiverUnitId = ticket.FirstReceiverUnitId ?? (isLead ? part.Routed.UnitId : null),
                Deadlines = isLead ? deadlines.Meet(DeadlineKind.UpstreamSign, null, at) : deadlines,
            },
            FactType.AssignmentSigned,
            at,
            PartRule.Details(part));
    }
}
