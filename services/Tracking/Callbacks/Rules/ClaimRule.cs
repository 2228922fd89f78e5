namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>An agent takes a call-back for a while, so that two do not call the same person.</summary>
public static class ClaimRule
{
    /// <summary>Gives the call-back to an agent for as long as the policy says.</summary>
    /// <exception cref="RefusalException">
    /// SEPARATION_OF_DUTY: the agent handled or reviewed; UNIT_MISSING: a self-check claims nothing; GUARD_FAILED: no_callback_due,
    /// claimed_by_other or too_early.
    /// </exception>
    public static Decision Claim(TicketRecord ticket, ActorRecord agent, DateTime clock, CallbackPolicy policy)
    {
        var now = NotBefore(ticket, clock);
        var task = CallableBy(ticket, agent, now, policy);
        var claimed = task with { ClaimedBy = agent.Subject, ClaimedUntil = now + policy.Claim };
        return Decision.Of(
            ticket with { CallbackTask = claimed },
            FactType.CallbackClaimed,
            now,
            Detail.Enum(DetailKey.CallbackCause, task.Cause),
            Detail.Instant(DetailKey.ClaimedUntil, now + policy.Claim));
    }

    /// <summary>The services' clocks differ a little: a call-back never stands before what made it due.</summary>
    public static DateTime NotBefore(TicketRecord ticket, DateTime now) =>
        ticket.CallbackTask is { } task && now < task.DueSince ? task.DueSince : now;

    /// <summary>The task, when this agent may call now.</summary>
    /// <exception cref="RefusalException">
    /// SEPARATION_OF_DUTY: the agent handled or reviewed; UNIT_MISSING, naming the root: the agent's level does not count;
    /// GUARD_FAILED: no_callback_due, claimed_by_other or too_early.
    /// </exception>
    public static CallbackTaskRecord CallableBy(TicketRecord ticket, ActorRecord agent, DateTime now, CallbackPolicy policy)
    {
        Duty.MayDo(Duty.CallBack, ticket, agent.Subject);
        if (!CallbackLevels.Of(ticket, agent).Counts())
        {
            throw Refuse.Unit(ticket.RootUnitId);
        }

        var task = ticket.CallbackTask
            ?? throw Refuse.Guard("no_callback_due", "No call-back of this ticket is due.");
        if (task.IsClaimed(now) && task.ClaimedBy != agent.Subject)
        {
            throw Refuse.Guard("claimed_by_other", "Another agent has claimed this call-back.");
        }

        // An agent who claimed within the hours may finish a call that runs past them.
        var mayCall = task.IsClaimedBy(agent.Subject, now)
            || (now >= task.NotBefore && policy.Allow(ticket.Appeal!.Urgency, now));
        return mayCall
            ? task
            : throw Refuse.Guard("too_early", "The claimant is not to be called before not_before, nor outside the hours for calls.");
    }
}
