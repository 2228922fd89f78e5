namespace Hotline.Tracking.Contacts.Rules;

/// <summary>One contact with the claimant, or an attempt at one.</summary>
public sealed record ContactRecord
{
    /// <summary>UTC.</summary>
    public DateTime ContactedAt { get; init; }

    public ContactChannel Channel { get; init; }

    /// <summary>Whether the claimant was reached; else it was an attempt.</summary>
    public bool Reached { get; init; }

    /// <summary>What was said, masked.</summary>
    public string Note { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();
}
