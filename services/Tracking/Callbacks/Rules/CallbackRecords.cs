namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>A call-back that is due.</summary>
public sealed record CallbackTaskRecord
{
    public CallbackCause Cause { get; init; }

    public DateTime DueSince { get; init; }

    public string? ClaimedBy { get; init; }

    public DateTime? ClaimedUntil { get; init; }

    public int Attempts { get; init; }

    public DateTime? NotBefore { get; init; }

    /// <summary>The claim holds until its instant, not at it.</summary>
    public bool IsClaimed(DateTime now) => ClaimedUntil is { } until && now < until;

    public bool IsClaimedBy(string subject, DateTime now) => IsClaimed(now) && ClaimedBy == subject;
}

/// <summary>One attempt to call the claimant back, with what he answered.</summary>
public sealed record CallRecord
{
    /// <summary>From 1, within its task.</summary>
    public int Attempt { get; init; }

    public DateTime CalledAt { get; init; }

    /// <summary>Which task it belongs to.</summary>
    public DateTime TaskDueSince { get; init; }

    public Answers Answers { get; init; } = new();

    public bool IsValid { get; init; }

    public string Opinion { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();

    public TicketState TicketState { get; init; }

    public bool ContradictsContactRecord { get; init; }
}

/// <summary>The three questions of docs/domain/callback.md, and who answered them.</summary>
public sealed record Answers
{
    public bool Connected { get; init; }

    public bool IsClaimant { get; init; }

    public Contacted Contacted { get; init; }

    public Solved Solved { get; init; }

    public Satisfaction Satisfaction { get; init; }

    public bool AcceptedAsIs { get; init; }

    /// <summary>A valid call-back (有效回访): connected, the claimant himself, the first two questions answered.</summary>
    public bool AreValid => Connected && IsClaimant && Contacted != Contacted.Unspecified && Solved != Solved.Unspecified;
}
