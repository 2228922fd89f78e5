using Hotline.Chassis.Reference;

namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>Every limit that starts a clock. Configuration: nothing in the code knows a number.</summary>
public sealed record ClockTable
{
    /// <summary>The urgency classes with their limits.</summary>
    public required UrgencyClasses Classes { get; init; }

    /// <summary>How long a reviewer has, from the feedback.</summary>
    public required TimeSpan Review { get; init; }

    /// <summary>The share of a limit after which the lamp turns yellow.</summary>
    public required double YellowShare { get; init; }

    /// <summary>Only limits longer than this also turn yellow with the class's time left: else they were yellow all along.</summary>
    public required TimeSpan YellowLeftAbove { get; init; }

    /// <summary>What a unit has after its sign limit at least, so that none is late before it could act.</summary>
    public required TimeSpan Grace { get; init; }
}
