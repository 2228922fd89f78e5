namespace Hotline.Tracking.Contacts.Rules;

/// <summary>One contact with the claimant, or an attempt at one.</summary>
public sealed record ContactRecord
{
    /// <summary>When it took place, UTC; never before the part's dispatch.</summary>
    public DateTime ContactedAt { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTime RecordedAt { get; init; }

    public ContactChannel Channel { get; init; }

    /// <summary>How it ended.</summary>
    public ContactResult Result { get; init; }

    /// <summary>The hotline made it for a unit that may not see the claimant.</summary>
    public bool IsRelayed { get; init; }

    /// <summary>What was said, masked.</summary>
    public string Note { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();

    /// <summary>The call at the telephone system; empty when none is named.</summary>
    public string CallId { get; init; } = "";

    /// <summary>Its recording; empty when none is named.</summary>
    public string RecordingId { get; init; } = "";

    /// <summary>Whether the claimant himself was reached; else it was an attempt.</summary>
    public bool HasReached => Result == ContactResult.Reached;
}

/// <summary>A contact that need not be made. It answers the response clock, and is no contact.</summary>
public sealed record WaiverRecord
{
    public ContactWaiverReason Reason { get; init; }

    /// <summary>In words, masked; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime WaivedAt { get; init; }

    /// <summary>Who decided.</summary>
    public ActorRecord Actor { get; init; } = new();
}
