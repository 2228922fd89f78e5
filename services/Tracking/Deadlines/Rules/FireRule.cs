using Hotline.Chassis.Commands;

namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>
/// Lets deadlines fire that have passed unmet, each with a fact of its own at its own instant, in the order in which they passed, also
/// those that an act met late, or the closing ended, before anybody noticed. The
/// citizen clock also raises a call-back, whatever the units have done so far (T19, rule O13); it runs until a result is approved,
/// and then a call-back is due anyway. A claimant who left no number, or wants no answer, is never called.
/// </summary>
public static class FireRule
{
    /// <summary>At most this many fire in one write, the earliest; the others are due still and fire in the next.</summary>
    public const int Most = FactDraft.Most;

    /// <summary>Null when nothing has passed: another replica was faster, or a command met it.</summary>
    public static Decision? Fire(TicketRecord ticket, DateTime now, CallbackPolicy policy)
    {
        Decision? fired = null;
        foreach (var deadline in ticket.Deadlines.Passed(now).Take(Most))
        {
            var next = FireOne(fired?.Ticket ?? ticket, deadline, policy);
            fired = fired?.Then(next) ?? next;
        }

        return fired;
    }

    private static Decision FireOne(TicketRecord ticket, DeadlineRecord deadline, CallbackPolicy policy)
    {
        var after = ticket with { Deadlines = ticket.Deadlines.Fire(deadline) };
        var calls = deadline is { Kind: DeadlineKind.Citizen, IsOpen: true }
            && TicketTable.Table.Allows(ticket.State, TicketTrigger.CitizenClockExpired)
            && ticket.Appeal!.IsCalledBack;
        var part = ticket.Assignments.FirstOrDefault(a => a.Id == deadline.PartId);
        return Decision.Of(
            calls ? after.Raise(CallbackCause.CitizenClockExpired, deadline.DueAt, policy) : after,
            FactType.DeadlineBreached,
            deadline.DueAt,
            [
                Detail.Enum(DetailKey.DeadlineKind, deadline.Kind),
                .. part is null ? [] : PartRule.Details(part),
                Detail.Enum(DetailKey.CallbackCause, calls ? CallbackCause.CitizenClockExpired : CallbackCause.Unspecified),
            ]);
    }
}
