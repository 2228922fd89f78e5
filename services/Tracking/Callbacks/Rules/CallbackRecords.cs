namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>A call-back that is due.</summary>
public sealed record CallbackTaskRecord
{
    /// <summary>Why it is due.</summary>
    public CallbackCause Cause { get; init; }

    /// <summary>UTC; it also names the task.</summary>
    public DateTime DueSince { get; init; }

    /// <summary>The subject of the agent who claimed it last; null when none has since the last attempt.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>When the claim runs out, UTC; null without a claim.</summary>
    public DateTime? ClaimedUntil { get; init; }

    /// <summary>Attempts made in this task.</summary>
    public int Attempts { get; init; }

    /// <summary>The first instant to call, UTC.</summary>
    public DateTime? NotBefore { get; init; }

    /// <summary>The claim holds until its instant, not at it.</summary>
    public bool IsClaimed(DateTime now) => ClaimedUntil is { } until && now < until;

    /// <summary>Whether this agent holds the claim now.</summary>
    public bool IsClaimedBy(string subject, DateTime now) => IsClaimed(now) && ClaimedBy == subject;
}

/// <summary>One attempt to call the claimant back, with the answers.</summary>
public sealed record CallRecord
{
    /// <summary>From 1, within its task.</summary>
    public int Attempt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CalledAt { get; init; }

    /// <summary>Which task it belongs to.</summary>
    public DateTime TaskDueSince { get; init; }

    public Answers Answers { get; init; } = new();

    /// <summary>Whether it was a valid call-back (有效回访).</summary>
    public bool IsValid { get; init; }

    /// <summary>The claimant's words, masked.</summary>
    public string Opinion { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();

    /// <summary>The state of the ticket when the call was made.</summary>
    public TicketState TicketState { get; init; }

    /// <summary>The claimant says that no unit made contact, and a unit recorded one.</summary>
    public bool ContradictsContactRecord { get; init; }
}

/// <summary>The three questions of docs/domain/callback.md, and who answered them.</summary>
public sealed record Answers
{
    /// <summary>The call was answered.</summary>
    public bool Connected { get; init; }

    /// <summary>The claimant answered in person.</summary>
    public bool IsClaimant { get; init; }

    public Contacted Contacted { get; init; }

    public Solved Solved { get; init; }

    public Satisfaction Satisfaction { get; init; }

    /// <summary>Not solved, and the claimant accepts the result as it is.</summary>
    public bool AcceptedAsIs { get; init; }

    /// <summary>A valid call-back (有效回访): connected, the claimant in person, the first two questions answered.</summary>
    public bool AreValid => Connected && IsClaimant && Contacted != Contacted.Unspecified && Solved != Solved.Unspecified;
}
