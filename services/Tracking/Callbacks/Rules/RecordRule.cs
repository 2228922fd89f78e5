namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>
/// Records an attempt, T20 and the call-back of T19. Before approval it never moves the ticket: the unit still owes
/// its reply. After approval a solved matter, an accepted one, or a claimant out of reach closes it; a matter that
/// is neither stays due until it is reworked.
/// </summary>
public static class RecordRule
{
    /// <summary>Records an attempt, and closes the ticket when nothing is left to do.</summary>
    /// <exception cref="RefusalException">
    /// SEPARATION_OF_DUTY: the agent handled or reviewed; GUARD_FAILED: no_callback_due, claimed_by_other, too_early or
    /// too_many_callbacks.
    /// </exception>
    public static Decision Record(
        TicketRecord ticket, Answers answers, string opinion, ActorRecord agent, DateTime clock, CallbackPolicy policy)
    {
        var now = ClaimRule.NotBefore(ticket, clock);
        var task = ClaimRule.CallableBy(ticket, agent, now, policy);
        var call = new CallRecord
        {
            Attempt = task.Attempts + 1,
            CalledAt = now,
            TaskDueSince = task.DueSince,
            Answers = answers,
            IsValid = answers.AreValid,
            Opinion = opinion,
            Actor = agent,
            TicketState = ticket.State,
            ContradictsContactRecord = answers.Contacted == Contacted.No && ticket.Assignments.Any(a => a.HasReachedClaimant),
        };
        var recorded = ticket with { Callbacks = [.. ticket.Callbacks, call] };
        var calls = recorded.Callbacks.Where(c => c.TaskDueSince == task.DueSince).ToArray();
        var reason = ReasonToClose(ticket, calls, policy);
        TicketLimits.OneMoreCallback(ticket, closes: reason is not null);
        if (reason is not null)
        {
            return Close(recorded, call, reason.Value);
        }

        var state = TicketTable.Table.Next(ticket.State, TicketTrigger.CalledBack);
        return Decision.Of(After(recorded, task, calls, policy) with { State = state }, FactType.CallbackRecorded, now, Details(call));
    }

    private static CloseReason? ReasonToClose(TicketRecord ticket, CallRecord[] calls, CallbackPolicy policy)
    {
        if (ticket.State != TicketState.PendingCallback)
        {
            return null;
        }

        return calls[^1] switch
        {
            { IsValid: true, Answers.Solved: Solved.Yes } => CloseReason.ConfirmedSolved,
            { IsValid: true, Answers.AcceptedAsIs: true } => CloseReason.AcceptedAsIs,
            _ => IsUnreachable(calls, policy) ? CloseReason.Unreachable : null,
        };
    }

    /// <summary>A claimant who answered once in this task is not unreachable, he is not content.</summary>
    private static bool IsUnreachable(CallRecord[] calls, CallbackPolicy policy) =>
        calls.All(c => !c.IsValid) && policy.AreUsedUp([.. calls.Select(c => c.CalledAt)]);

    private static TicketRecord After(TicketRecord ticket, CallbackTaskRecord task, CallRecord[] calls, CallbackPolicy policy)
    {
        var beforeApproval = ticket.State != TicketState.PendingCallback;
        if (beforeApproval && (calls[^1].IsValid || IsUnreachable(calls, policy)))
        {
            return ticket.EndTask();
        }

        return ticket with
        {
            CallbackTask = task with
            {
                Attempts = calls.Length,
                ClaimedBy = null,
                ClaimedUntil = null,
                NotBefore = policy.NextTry(ticket.Appeal!.Urgency, [.. calls.Select(c => c.CalledAt)]),
            },
        };
    }

    private static Decision Close(TicketRecord ticket, CallRecord call, CloseReason reason)
    {
        var closed = ticket.EndTask() with
        {
            State = TicketTable.Table.Next(ticket.State, TicketTrigger.Settled),
            ClosedAt = call.CalledAt,
            CloseReason = reason,
            Deadlines = ticket.Deadlines.End(call.CalledAt),
        };
        return Decision.Of(closed, FactType.TicketClosed, call.CalledAt, [Detail.Enum(DetailKey.CloseReason, reason), .. Details(call)]);
    }

    private static Detail[] Details(CallRecord call) =>
    [
        Detail.Number(DetailKey.Attempt, call.Attempt),
        Detail.Flag(DetailKey.Connected, call.Answers.Connected),
        Detail.Flag(DetailKey.IsClaimant, call.Answers.IsClaimant),
        Detail.Enum(DetailKey.Contacted, call.Answers.Contacted),
        Detail.Enum(DetailKey.Solved, call.Answers.Solved),
        Detail.Enum(DetailKey.Satisfaction, call.Answers.Satisfaction),
        Detail.Flag(DetailKey.AcceptedAsIs, call.Answers.AcceptedAsIs),
        Detail.Flag(DetailKey.IsValid, call.IsValid),
        Detail.Text(DetailKey.Opinion, call.Opinion),
    ];
}
