namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>What happens to a ticket's deadlines: they are met, opened again, ended, and they fire.</summary>
public static class DeadlineList
{
    /// <summary>
    /// Meets the open deadline of this kind. Met after its instant it has been breached, whether or not the clock
    /// had noticed; met in time by an event that arrived late it never was.
    /// </summary>
    public static IReadOnlyList<DeadlineRecord> Meet(
        this IReadOnlyList<DeadlineRecord> deadlines, DeadlineKind kind, string? assignmentId, DateTime at) =>
        deadlines.Replace(
            d => d.IsOpen && d.Kind == kind && d.AssignmentId == assignmentId,
            d => d with { MetAt = at, BreachedAt = d.HasPassed(at) ? d.DueAt : null });

    /// <summary>A rejected result opens the unit's deadline again; the promised instant stays.</summary>
    public static IReadOnlyList<DeadlineRecord> Reopen(
        this IReadOnlyList<DeadlineRecord> deadlines, DeadlineKind kind, string? assignmentId) =>
        deadlines.Replace(
            d => d.Kind == kind && d.AssignmentId == assignmentId && d.MetAt is not null,
            d => d with { MetAt = null });

    /// <summary>Closing the ticket ends whatever nobody has to meet any more.</summary>
    public static IReadOnlyList<DeadlineRecord> End(this IReadOnlyList<DeadlineRecord> deadlines, DateTime at) =>
        deadlines.Replace(d => d.IsOpen, d => d with { EndedAt = at });

    /// <summary>What has passed unmet and has not fired yet, in the order in which it passed.</summary>
    public static IEnumerable<DeadlineRecord> Passed(this IReadOnlyList<DeadlineRecord> deadlines, DateTime now) =>
        deadlines.Where(d => d.IsOpen && d.BreachedAt is null && d.HasPassed(now)).OrderBy(d => d.DueAt);

    /// <summary>Marks one of them. A late mark carries the deadline's own time.</summary>
    public static IReadOnlyList<DeadlineRecord> Fire(this IReadOnlyList<DeadlineRecord> deadlines, DeadlineRecord passed) =>
        deadlines.Replace(d => d == passed, d => d with { BreachedAt = d.DueAt });

    /// <summary>The earliest instant at which something can still fire.</summary>
    public static DateTime? NextDue(this IReadOnlyList<DeadlineRecord> deadlines) =>
        deadlines.Where(d => d.IsOpen && d.BreachedAt is null).Select(d => (DateTime?)d.DueAt).Min();

    private static DeadlineRecord[] Replace(
        this IReadOnlyList<DeadlineRecord> deadlines, Func<DeadlineRecord, bool> which, Func<DeadlineRecord, DeadlineRecord> change) =>
        [.. deadlines.Select(d => which(d) ? change(d) : d)];
}
