namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>
/// Ends a ticket (T20): by a call-back, or by an approved result after a call-back that needs no repetition, or that cannot be made.
/// </summary>
public static class CloseRule
{
    /// <summary>Closes a ticket whose result is approved, and leaves no clock and no call-back.</summary>
    /// <exception cref="RefusalException">ILLEGAL_TRANSITION: its result is not approved.</exception>
    public static Decision Close(TicketRecord ticket, DateTime at, CloseReason reason, params IEnumerable<Detail> details) => Decision.Of(
        ticket.EndTask() with
        {
            State = TicketTable.Table.Next(ticket.State, TicketTrigger.Settled),
            ClosedAt = at,
            CloseReason = reason,
            Deadlines = ticket.Deadlines.End(at),
        },
        FactType.TicketClosed,
        at,
        [Detail.Enum(DetailKey.CloseReason, reason), .. details]);

    /// <summary>
    /// An approved result: the claimant has said already that it is solved and that he is satisfied, cannot be asked, or does not want
    /// to be. Else the same decision.
    /// </summary>
    public static Decision WithoutAskingAgain(this Decision approved, DateTime at)
    {
        var ticket = approved.Ticket;
        if (ticket.Appeal is { IsCalledBack: false, IsAnonymous: var isAnonymous })
        {
            return approved.Then(Close(ticket, at, isAnonymous ? CloseReason.Anonymous : CloseReason.NoReplyWanted));
        }

        var last = ticket.Callbacks.LastOrDefault(call => call.IsValid);
        return last?.Answers is { Solved: Solved.Yes, Satisfaction: Satisfaction.Satisfied }
            ? approved.Then(Close(ticket, at, CloseReason.ConfirmedSolved, last.Details()))
            : approved;
    }
}
