namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>
/// Records an attempt, T20 and the call-back of T19. Before approval it never moves the ticket: the unit still owes
/// its reply. After approval a solved matter, an accepted one, or a claimant out of reach closes it. A claimant who has answered is not
/// asked again before a new result is approved.
/// </summary>
public static class RecordRule
{
    /// <summary>
    /// Records an attempt, and closes the ticket when nothing is left to do. Of a unit below the root it is a self-check.
    /// </summary>
    /// <exception cref="RefusalException">
    /// SEPARATION_OF_DUTY: the agent handled or reviewed; GUARD_FAILED: no_callback_due, claimed_by_other, too_early or
    /// too_many_callbacks; of a self-check also ILLEGAL_TRANSITION: the ticket is closed.
    /// </exception>
    public static Decision Record(
        TicketRecord ticket, Answers answers, string opinion, ActorRecord agent, DateTime clock, CallbackPolicy policy)
    {
        if (!CallbackLevels.Of(ticket, agent).Counts())
        {
            return SelfCheckRule.Record(ticket, answers, opinion, agent, clock, policy);
        }

        var now = ClaimRule.NotBefore(ticket, clock);
        var task = ClaimRule.CallableBy(ticket, agent, now, policy);
        var earlier = ticket.Callbacks.Where(c => c.TaskDueSince == task.DueSince).ToArray();
        var call = CallRecord.Of(ticket, answers, opinion, agent, now) with { Attempt = earlier.Length + 1, TaskDueSince = task.DueSince };
        var calls = new TaskCalls([.. earlier, call], ticket.Appeal!.Urgency, policy);
        var reason = ReasonToClose(ticket, call, calls);
        TicketLimits.OneMoreCallback(ticket, closes: reason is not null);
        var recorded = ticket with { Callbacks = [.. ticket.Callbacks, call] };
        if (reason is not null)
        {
            return CloseRule.Close(recorded, now, reason.Value, call.Details());
        }

        var state = TicketTable.Table.Next(ticket.State, TicketTrigger.CalledBack);
        return Decision.Of(After(recorded, task, call, calls) with { State = state }, FactType.CallbackRecorded, now, call.Details());
    }

    private static CloseReason? ReasonToClose(TicketRecord ticket, CallRecord call, TaskCalls calls)
    {
        if (ticket.State != TicketState.PendingCallback)
        {
            return null;
        }

        return call switch
        {
            { IsValid: true, Answers.Solved: Solved.Yes } => CloseReason.ConfirmedSolved,
            { IsValid: true, Answers.AcceptedAsIs: true } => CloseReason.AcceptedAsIs,
            _ => calls.AreUsedUp ? CloseReason.Unreachable : null,
        };
    }

    private static TicketRecord After(TicketRecord ticket, CallbackTaskRecord task, CallRecord call, TaskCalls calls)
    {
        // Of an approved result attempts that are used up have closed the ticket.
        if (call.IsValid || calls.AreUsedUp)
        {
            return ticket.EndTask();
        }

        return ticket with
        {
            CallbackTask = task with
            {
                Attempts = calls.Counted.Count,
                ClaimedBy = null,
                ClaimedUntil = null,
                NotBefore = calls.NextTry,
            },
        };
    }

    /// <summary>The attempts of one task, the last one just made.</summary>
    private sealed class TaskCalls(IReadOnlyList<CallRecord> calls, string urgency, CallbackPolicy policy)
    {
        public IReadOnlyList<DateTime> Counted { get; } = policy.Counted(
            calls.Where(c => c.Answers.Channel == CallbackChannel.Phone).Select(c => (c.CalledAt, c.Answers.Result)));

        /// <summary>A claimant who answered once in this task is not unreachable, he is not content.</summary>
        public bool AreUsedUp => calls.All(c => !c.IsValid) && policy.AreUsedUp(urgency, Counted);

        /// <summary>
        /// Who asked to be called another time said when: it is for the agent to keep that. A message that was not answered keeps
        /// no agent from the phone.
        /// </summary>
        public DateTime NextTry => Counted.Count == 0 || calls[^1].Answers.Result == ContactResult.CallLater
            ? policy.FirstFrom(urgency, calls[^1].CalledAt)
            : policy.NextTry(urgency, Counted);
    }
}
