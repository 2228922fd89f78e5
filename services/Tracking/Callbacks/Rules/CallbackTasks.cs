namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>Raises and ends the task that an agent finds in the list.</summary>
public static class CallbackTasks
{
    /// <summary>
    /// Makes a call-back due from the first instant at which the claimant may be called; a task that is due takes the new cause.
    /// </summary>
    public static TicketRecord Raise(this TicketRecord ticket, CallbackCause cause, DateTime since, CallbackPolicy policy)
    {
        var task = new CallbackTaskRecord
        {
            Cause = cause,
            DueSince = since,
            NotBefore = policy.FirstFrom(ticket.Appeal!.Urgency, since),
            // An agent who is on the phone while the task's cause changes keeps the claim.
            ClaimedBy = ticket.CallbackTask?.ClaimedBy,
            ClaimedUntil = ticket.CallbackTask?.ClaimedUntil,
        };
        return ticket with { CallbackTask = task, CallbackDue = task.DueSince };
    }

    /// <summary>No call-back is due after it.</summary>
    public static TicketRecord EndTask(this TicketRecord ticket) => ticket with { CallbackTask = null, CallbackDue = null };
}
