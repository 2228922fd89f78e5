namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>
/// Lets every deadline fire that has passed unmet. The citizen clock also raises a call-back, whatever the units
/// have done so far (T19, rule O13); it runs until a result is approved, and then a call-back is due anyway.
/// </summary>
public static class FireRule
{
    /// <summary>Null when nothing has passed: another replica was faster, or somebody met it.</summary>
    public static Decision? Fire(TicketRecord ticket, DateTime now, CallbackPolicy policy)
    {
        var (deadlines, fired) = ticket.Deadlines.Fire(now);
        if (fired.Count == 0)
        {
            return null;
        }

        var after = ticket with { Deadlines = deadlines };
        var citizen = fired.FirstOrDefault(d => d.Kind == DeadlineKind.Citizen);
        var calls = citizen is not null && TicketTable.Table.Allows(ticket.State, TicketTrigger.CitizenClockExpired);
        if (calls)
        {
            after = after.Raise(CallbackCause.CitizenClockExpired, citizen!.DueAt, policy);
        }

        return Decision.Of(
            after,
            "deadline.breached",
            fired[0].DueAt,
            [.. fired.Select(Detail), ("callback", calls ? ProtoNames.Of(CallbackCause.CitizenClockExpired) : "")]);
    }

    private static (string, string) Detail(DeadlineRecord d) =>
        (d.AssignmentId is null ? ProtoNames.Of(d.Kind) : $"{ProtoNames.Of(d.Kind)} {d.AssignmentId}", Show.Instant(d.DueAt));
}
