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

    /// <summary>Attempts of this task that count towards "unreachable".</summary>
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
    /// <summary>From 1, within its task or among the self-checks of the ticket.</summary>
    public int Attempt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CalledAt { get; init; }

    /// <summary>Which task it belongs to; null for a self-check, which belongs to none.</summary>
    public DateTime? TaskDueSince { get; init; }

    /// <summary>Which level called.</summary>
    public CallbackLevel Level { get; init; }

    /// <summary>The root itself leads: no level above the lead called.</summary>
    public bool IsSameLevel { get; init; }

    public Answers Answers { get; init; } = new();

    /// <summary>Whether it was a valid call-back (有效回访): its answers are, and its level counts.</summary>
    public bool IsValid { get; init; }

    /// <summary>The claimant's words, masked.</summary>
    public string Opinion { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();

    /// <summary>The state of the ticket when the call was made.</summary>
    public TicketState TicketState { get; init; }

    /// <summary>The claimant says that no unit made contact, and a unit recorded one.</summary>
    public bool ContradictsContactRecord { get; init; }

    /// <summary>An attempt of an agent on a ticket, outside any task yet.</summary>
    public static CallRecord Of(TicketRecord ticket, Answers answers, string opinion, ActorRecord agent, DateTime at)
    {
        var level = CallbackLevels.Of(ticket, agent);
        return new()
        {
            CalledAt = at,
            Level = level,
            IsSameLevel = level.Counts() && CallbackLevels.IsSameLevel(ticket),
            Answers = answers,
            IsValid = level.Counts() && answers.AreValid,
            Opinion = opinion,
            Actor = agent,
            TicketState = ticket.State,
            ContradictsContactRecord = answers.Contacted == Contacted.No && ticket.Assignments.Any(a => a.HasReachedClaimant),
        };
    }

    /// <summary>What a fact about it tells.</summary>
    public IEnumerable<Detail> Details() =>
    [
        Detail.Number(DetailKey.Attempt, Attempt),
        Detail.Enum(DetailKey.CallbackLevel, Level),
        Detail.Flag(DetailKey.IsSameLevel, IsSameLevel),
        Detail.Enum(DetailKey.CallbackChannel, Answers.Channel),
        Detail.Enum(DetailKey.ContactResult, Answers.Result),
        Detail.Enum(DetailKey.Contacted, Answers.Contacted),
        Detail.Enum(DetailKey.Solved, Answers.Solved),
        Detail.Enum(DetailKey.Satisfaction, Answers.Satisfaction),
        Detail.Flag(DetailKey.AcceptedAsIs, Answers.AcceptedAsIs),
        Detail.Flag(DetailKey.IsValid, IsValid),
        Detail.Text(DetailKey.Opinion, Opinion),
    ];
}

/// <summary>The three questions of docs/domain/callback.md, how they were asked and who answered them.</summary>
public sealed record Answers
{
    /// <summary>How the claimant was asked.</summary>
    public CallbackChannel Channel { get; init; }

    /// <summary>The call at the telephone system; empty when none is named.</summary>
    public string CallId { get; init; } = "";

    /// <summary>Its recording; empty when none is named.</summary>
    public string RecordingId { get; init; } = "";

    /// <summary>How the attempt ended; only a claimant who was reached in person answers.</summary>
    public ContactResult Result { get; init; }

    public Contacted Contacted { get; init; }

    public Solved Solved { get; init; }

    public Satisfaction Satisfaction { get; init; }

    /// <summary>Not solved, and the claimant accepts the result as it is.</summary>
    public bool AcceptedAsIs { get; init; }

    /// <summary>The claimant was reached in person and answered the first two questions.</summary>
    public bool AreValid => Result == ContactResult.Reached && Contacted != Contacted.Unspecified && Solved != Solved.Unspecified;
}
