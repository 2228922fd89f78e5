namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What the commands of a unit have in common: whose part it is, and when it happens.</summary>
public static class PartRule
{
    /// <summary>The part, when the ticket is in a state in which units work and this person may be one who handles it.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such part; SEPARATION_OF_DUTY: the actor reviewed or called back; ILLEGAL_TRANSITION: the state of the
    /// ticket or the part does not allow it.
    /// </exception>
    public static AssignmentRecord Working(TicketRecord ticket, string assignmentId, ActorRecord actor)
    {
        var part = Find(ticket, assignmentId);
        Duty.MayDo(Duty.Handle, ticket, actor.Subject);
        TicketTable.Table.Next(ticket.State, TicketTrigger.PartWorked);
        return part;
    }

    /// <summary>The part of this id.</summary>
    /// <exception cref="RefusalException">NOT_FOUND: the ticket has no such part.</exception>
    public static AssignmentRecord Find(TicketRecord ticket, string assignmentId) =>
        ticket.Assignments.FirstOrDefault(a => a.Id == assignmentId) ?? throw Refuse.NotFound("assignment");

    /// <summary>Admits a result of the lead only when every mandatory part of the others is done.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: mandatory_part_open.</exception>
    public static void MandatoryAreDone(TicketRecord ticket, AssignmentRecord lead)
    {
        if (ticket.Assignments.Any(a => a.Id != lead.Id && a.Routed.IsMandatory && a.IsCurrent && a.State != AssignmentState.Done))
        {
            throw Refuse.Guard("mandatory_part_open", "A mandatory part is not done yet.");
        }
    }

    /// <summary>
    /// The services' clocks differ a little; what follows from something in a part's life is never shown before it.
    /// </summary>
    public static DateTime NotBefore(this AssignmentRecord part, DateTime now) => now < part.LatestAt ? part.LatestAt : now;

    /// <summary>The ticket with this part in place of the one of the same id.</summary>
    public static TicketRecord With(this TicketRecord ticket, AssignmentRecord part) =>
        ticket with { Assignments = [.. ticket.Assignments.Select(a => a.Id == part.Id ? part : a)] };

    /// <summary>What every fact about a part tells of it, and more.</summary>
    public static Detail[] Details(AssignmentRecord part, params Detail[] more) =>
    [
        Detail.Id(DetailKey.AssignmentId, part.Id),
        Detail.Id(DetailKey.UnitId, part.Routed.UnitId),
        Detail.Text(DetailKey.UnitName, part.Routed.UnitName),
        .. more,
    ];
}
