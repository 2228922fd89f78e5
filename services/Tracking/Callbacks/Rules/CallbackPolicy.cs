namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>When and how often a claimant is called, see docs/domain/callback.md. Configuration.</summary>
public sealed record CallbackPolicy
{
    /// <summary>Attempts without a valid answer after which the claimant counts as unreachable.</summary>
    public required int Attempts { get; init; }

    /// <summary>Different Beijing days on which they must lie; not for the classes of <see cref="AnyTime"/>.</summary>
    public required int Days { get; init; }

    /// <summary>How long after one that counts the next counts, and may be made.</summary>
    public required TimeSpan Apart { get; init; }

    /// <summary>How long the attempts of the classes of <see cref="AnyTime"/> must span, from the first to the last.</summary>
    public required TimeSpan AnyTimeSpan { get; init; }

    /// <summary>The first minute of the day to call, Beijing time.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>The minute from which no call is made, Beijing time.</summary>
    public required TimeOnly Until { get; init; }

    /// <summary>How long a claim holds.</summary>
    public required TimeSpan Claim { get; init; }

    /// <summary>Ids of the urgency classes whose claimants may be called at any hour.</summary>
    public required IReadOnlySet<string> AnyTime { get; init; }
}
