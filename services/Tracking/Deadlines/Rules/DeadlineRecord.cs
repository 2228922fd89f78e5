namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>One promised instant. It is open until it is met or has ended; it breaches at most once.</summary>
public sealed record DeadlineRecord
{
    public DeadlineKind Kind { get; init; }

    /// <summary>The assignment it binds, null for the ticket's own.</summary>
    public string? AssignmentId { get; init; }

    public DateTime StartsAt { get; init; }

    public DateTime DueAt { get; init; }

    public DateTime YellowAt { get; init; }

    public DateTime? MetAt { get; init; }

    /// <summary>Equals <see cref="DueAt"/> once it passed unmet, however late that was noticed.</summary>
    public DateTime? BreachedAt { get; init; }

    /// <summary>It no longer matters, for instance because the ticket is closed.</summary>
    public DateTime? EndedAt { get; init; }

    public bool IsOpen => MetAt is null && EndedAt is null;

    /// <summary>Exactly at the instant is in time: it has passed only after it.</summary>
    public bool HasPassed(DateTime now) => now > DueAt;
}
