namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>A unit's result; the last of a part counts.</summary>
public sealed record FeedbackRecord
{
    /// <summary>UTC; what the feedback and citizen clocks are judged by.</summary>
    public DateTime SubmittedAt { get; init; }

    /// <summary>What was done, masked.</summary>
    public string Result { get; init; } = "";

    /// <summary>What the claimant is told, masked; may be empty.</summary>
    public string Reply { get; init; } = "";

    /// <summary>The unit says that it is solved; then evidence is needed.</summary>
    public bool ClaimsSolved { get; init; }

    /// <summary>What proves it, masked; may be empty when not solved.</summary>
    public string Evidence { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();

    /// <summary>Null until reviewed; parts other than the lead's are never reviewed.</summary>
    public ReviewRecord? Review { get; init; }
}

/// <summary>What a reviewer decided of it.</summary>
public sealed record ReviewRecord
{
    public ReviewDecision Decision { get; init; }

    /// <summary>Why it was rejected; unspecified when approved.</summary>
    public RejectionReason Reason { get; init; }

    /// <summary>The reviewer's words, masked.</summary>
    public string Opinion { get; init; } = "";

    public DateTime ReviewedAt { get; init; }

    public ActorRecord Actor { get; init; } = new();

    /// <summary>The root itself leads: no level above the lead reviewed.</summary>
    public bool IsSameLevel { get; init; }
}
