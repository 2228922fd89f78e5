namespace Hotline.Chassis.Deadlines;

/// <summary>What happens to the deadlines of an aggregate: they are met, opened again, ended, and they fire.</summary>
public static class DeadlineList
{
    /// <summary>
    /// Meets the open deadline of this kind. Met after its instant it has been breached, and fires still if the clock had not noticed;
    /// met in time by an event that arrived late it never was.
    /// </summary>
    public static IReadOnlyList<DeadlineRecord<TKind>> Meet<TKind>(
        this IReadOnlyList<DeadlineRecord<TKind>> deadlines, TKind kind, string? partId, DateTime at)
        where TKind : struct, Enum =>
        deadlines.Replace(
            d => d.IsOpen && d.IsOf(kind, partId),
            d => d with { MetAt = at, BreachedAt = d.HasPassed(at) ? d.BreachedAt : null });

    /// <summary>What met it does not count: it is owed again, and the promised instant stays.</summary>
    public static IReadOnlyList<DeadlineRecord<TKind>> Reopen<TKind>(
        this IReadOnlyList<DeadlineRecord<TKind>> deadlines, TKind kind, string? partId)
        where TKind : struct, Enum =>
        deadlines.Replace(d => d.MetAt is not null && d.IsOf(kind, partId), d => d with { MetAt = null });

    /// <summary>Ends the deadlines that need no longer be met. One that had passed before fires still.</summary>
    public static IReadOnlyList<DeadlineRecord<TKind>> End<TKind>(this IReadOnlyList<DeadlineRecord<TKind>> deadlines, DateTime at)
        where TKind : struct, Enum =>
        deadlines.Replace(d => d.IsOpen, d => d with { EndedAt = at });

    /// <summary>
    /// What has passed unmet and has not fired yet, in the order in which it passed: also what was met or ended since, for that it
    /// passed is true whether or not anybody looked meanwhile.
    /// </summary>
    public static IEnumerable<DeadlineRecord<TKind>> Passed<TKind>(this IReadOnlyList<DeadlineRecord<TKind>> deadlines, DateTime now)
        where TKind : struct, Enum =>
        deadlines.Where(d => d.CanFire() && d.HasPassed(now)).OrderBy(d => d.DueAt);

    /// <summary>Marks one of them. A late mark carries the deadline's own time.</summary>
    public static IReadOnlyList<DeadlineRecord<TKind>> Fire<TKind>(
        this IReadOnlyList<DeadlineRecord<TKind>> deadlines, DeadlineRecord<TKind> passed)
        where TKind : struct, Enum =>
        deadlines.Replace(d => d == passed, d => d with { BreachedAt = d.DueAt });

    /// <summary>The earliest instant at which something can still fire; null when nothing can.</summary>
    public static DateTime? NextDue<TKind>(this IReadOnlyList<DeadlineRecord<TKind>> deadlines)
        where TKind : struct, Enum =>
        deadlines.Where(CanFire).Select(d => (DateTime?)d.DueAt).Min();

    private static bool CanFire<TKind>(this DeadlineRecord<TKind> deadline)
        where TKind : struct, Enum => deadline.BreachedAt is null && (deadline.IsOpen || deadline.HasPassedUnmet);

    private static bool IsOf<TKind>(this DeadlineRecord<TKind> deadline, TKind kind, string? partId)
        where TKind : struct, Enum =>
        EqualityComparer<TKind>.Default.Equals(deadline.Kind, kind) && deadline.PartId == partId;

    private static DeadlineRecord<TKind>[] Replace<TKind>(
        this IReadOnlyList<DeadlineRecord<TKind>> deadlines,
        Func<DeadlineRecord<TKind>, bool> which,
        Func<DeadlineRecord<TKind>, DeadlineRecord<TKind>> change)
        where TKind : struct, Enum =>
        [.. deadlines.Select(d => which(d) ? change(d) : d)];
}
