namespace Hotline.Chassis.Deadlines;

/// <summary>One promised instant. It is open until it is met or has ended; it breaches at most once. All instants are UTC.</summary>
/// <typeparam name="TKind">What is promised, in the words of the service that promises it.</typeparam>
public sealed record DeadlineRecord<TKind>
    where TKind : struct, Enum
{
    /// <summary>What is promised.</summary>
    public TKind Kind { get; init; }

    /// <summary>The part of the aggregate that it binds, for instance an assignment; null when it binds the whole.</summary>
    public string? PartId { get; init; }

    /// <summary>From when its limit counts.</summary>
    public DateTime StartsAt { get; init; }

    /// <summary>The last instant that is on time.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>From when on people are warned; never before the start.</summary>
    public DateTime YellowAt { get; init; }

    /// <summary>After this instant it is shown as late: <see cref="DueAt"/>, or earlier where another's promise is stricter.</summary>
    public DateTime RedAt { get; init; }

    /// <summary>When it was met; null while it is not. It may be met after it breached.</summary>
    public DateTime? MetAt { get; init; }

    /// <summary>Equals <see cref="DueAt"/> once it passed unmet, however late that was noticed.</summary>
    public DateTime? BreachedAt { get; init; }

    /// <summary>It no longer matters, for instance because the ticket is closed.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Whether it can still be met or breach.</summary>
    public bool IsOpen => MetAt is null && EndedAt is null;

    /// <summary>Whether it was met or ended only after its instant.</summary>
    public bool HasPassedUnmet => (MetAt ?? EndedAt) is { } over && HasPassed(over);

    /// <summary>Exactly at the instant is in time: it has passed only after it.</summary>
    public bool HasPassed(DateTime now) => now > DueAt;
}
