namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>The limits of one urgency class, see docs/domain/clocks.md.</summary>
public sealed record ClockClass
{
    public required Urgency Urgency { get; init; }

    /// <summary>From acceptance.</summary>
    public required TimeSpan Dispatch { get; init; }

    /// <summary>From the unit's dispatch.</summary>
    public required TimeSpan Sign { get; init; }

    /// <summary>Until the claimant is reached.</summary>
    public required TimeSpan Response { get; init; }

    /// <summary>Until the result; also the limit of the citizen clock, from acceptance.</summary>
    public required TimeSpan Feedback { get; init; }

    /// <summary>Response and feedback run from acceptance instead of the unit's dispatch: the stricter reading, P0 and PE.</summary>
    public required bool FromAcceptance { get; init; }

    /// <summary>The lamp also turns yellow with this much left, P0 and P1.</summary>
    public TimeSpan? YellowWithLeft { get; init; }
}

/// <summary>Every limit that starts a clock. Configuration: nothing in the code knows a number.</summary>
public sealed record ClockTable
{
    /// <summary>One for each urgency class.</summary>
    public required IReadOnlyDictionary<Urgency, ClockClass> Classes { get; init; }

    /// <summary>How long a reviewer has, from the feedback.</summary>
    public required TimeSpan Review { get; init; }

    /// <summary>The share of a limit after which the lamp turns yellow.</summary>
    public required double YellowShare { get; init; }

    /// <summary>The limits of a class.</summary>
    /// <exception cref="KeyNotFoundException">The urgency is unspecified.</exception>
    public ClockClass Of(Urgency urgency) => Classes[urgency];
}
