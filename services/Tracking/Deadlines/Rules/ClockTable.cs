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

    /// <summary>The response runs from acceptance instead of the unit's dispatch: PE.</summary>
    public required bool ResponseFromAcceptance { get; init; }

    /// <summary>The feedback runs from acceptance instead of the unit's dispatch: the stricter reading, P0 and PE.</summary>
    public required bool FeedbackFromAcceptance { get; init; }

    /// <summary>The lamp of a longer limit also turns yellow with this much left, P0 and P1.</summary>
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

    /// <summary>Only limits longer than this also turn yellow with the class's time left: else they were yellow all along.</summary>
    public required TimeSpan YellowLeftAbove { get; init; }

    /// <summary>What a unit has after its sign limit at least, so that none is late before it could act.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>The limits of a class.</summary>
    /// <exception cref="KeyNotFoundException">The urgency is unspecified.</exception>
    public ClockClass Of(Urgency urgency) => Classes[urgency];
}
