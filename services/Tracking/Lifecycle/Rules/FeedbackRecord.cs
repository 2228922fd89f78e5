namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>A unit's result; the last of a part counts.</summary>
public sealed record FeedbackRecord
{
    public DateTime SubmittedAt { get; init; }

    public string Result { get; init; } = "";

    public bool ClaimsSolved { get; init; }

    public string Evidence { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();

    public ReviewRecord? Review { get; init; }
}

/// <summary>What a reviewer decided of it.</summary>
public sealed record ReviewRecord
{
    public ReviewDecision Decision { get; init; }

    public RejectionReason Reason { get; init; }

    public string Opinion { get; init; } = "";

    public DateTime ReviewedAt { get; init; }

    public ActorRecord Actor { get; init; } = new();
}
