namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>
/// A unit below the root asks the claimant itself (镇级自查). It is recorded and counts nowhere: no call-back needs to be due, none ends,
/// and the ticket does not move.
/// </summary>
public static class SelfCheckRule
{
    /// <summary>Records what the claimant told the unit.</summary>
    /// <exception cref="RefusalException">
    /// SEPARATION_OF_DUTY: the agent handled or reviewed; ILLEGAL_TRANSITION: the ticket is closed; GUARD_FAILED: too_early or
    /// too_many_callbacks.
    /// </exception>
    public static Decision Record(
        TicketRecord ticket, Answers answers, string opinion, ActorRecord agent, DateTime now, CallbackPolicy policy)
    {
        Duty.MayDo(Duty.CallBack, ticket, agent.Subject);
        var state = TicketTable.Table.Next(ticket.State, TicketTrigger.CalledBack);
        if (!policy.Allow(ticket.Appeal!.Urgency, now))
        {
            throw Refuse.Guard("too_early", "The claimant is not to be called outside the hours for calls.");
        }

        TicketLimits.OneMoreSelfCheck(ticket);
        var at = ticket.Callbacks is [.., { } last] && now < last.CalledAt ? last.CalledAt : now;
        var attempt = ticket.Callbacks.Count(c => !c.Level.Counts()) + 1;
        var call = CallRecord.Of(ticket, answers, opinion, agent, at) with { Attempt = attempt };
        return Decision.Of(
            ticket with { State = state, Callbacks = [.. ticket.Callbacks, call] }, FactType.CallbackRecorded, at, call.Details());
    }
}
