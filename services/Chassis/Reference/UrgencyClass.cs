namespace Hotline.Chassis.Reference;

/// <summary>An urgency class (紧急程度) as clocks.json has it: its names, its limits and its flags.</summary>
public sealed record UrgencyClass
{
    /// <summary>1 to 32 of A–Z 0–9 _ that begin with a letter; what contracts and tickets carry.</summary>
    public required string Id { get; init; }

    /// <summary>Its Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>Its English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>1 is the most urgent; no two classes of a file share one.</summary>
    public required int Rank { get; init; }

    /// <summary>From acceptance.</summary>
    public required TimeSpan Dispatch { get; init; }

    /// <summary>From the unit's dispatch.</summary>
    public required TimeSpan Sign { get; init; }

    /// <summary>Until the claimant is reached.</summary>
    public required TimeSpan Response { get; init; }

    /// <summary>Until the result; also the limit of the citizen clock, from acceptance.</summary>
    public required TimeSpan Feedback { get; init; }

    /// <summary>The response runs from acceptance instead of the unit's dispatch.</summary>
    public bool IsResponseFromAcceptance { get; init; }

    /// <summary>The feedback runs from acceptance instead of the unit's dispatch: the stricter reading.</summary>
    public bool IsFeedbackFromAcceptance { get; init; }

    /// <summary>The lamp of a longer limit also turns yellow with this much left; null leaves it to the share.</summary>
    public TimeSpan? YellowWithLeft { get; init; }

    /// <summary>Its tickets overtake others in the outbox and travel through queues of their own.</summary>
    public bool IsUrgentLane { get; init; }

    /// <summary>Its deadlines may be extended.</summary>
    public bool IsExtendable { get; init; }

    /// <summary>Its unit clocks may be paused.</summary>
    public bool IsPausable { get; init; }

    /// <summary>Its claimants may be called back at any hour.</summary>
    public bool IsCalledAtAnyHour { get; init; }
}
