namespace Hotline.Tracking.Contacts.Rules;

/// <summary>One contact with the claimant, or an attempt at one.</summary>
public sealed record ContactRecord
{
    public DateTime ContactedAt { get; init; }

    public ContactChannel Channel { get; init; }

    public bool Reached { get; init; }

    public string Note { get; init; } = "";

    public ActorRecord Actor { get; init; } = new();
}
