namespace Hotline.Intake.Callers;

/// <summary>
/// A telephone number that has called, and the reference by which its appeals can be told to be of one claimant. One document, written in
/// one insert: deleting it forgets the number and leaves the reference in the appeals, of nobody.
/// </summary>
public sealed record CallerRecord
{
    /// <summary>Random; it tells nothing of the number.</summary>
    public required string Reference { get; init; }

    /// <summary>Its entries in <see cref="PhoneIndex"/>; no two callers share one.</summary>
    public required IReadOnlyList<string> Index { get; init; }

    /// <summary>The keys of these entries, in the same order.</summary>
    public required IReadOnlyList<string> Kids { get; init; }

    /// <summary>The number, sealed, from which new entries are made when the key of the index is rotated.</summary>
    public required byte[] Phone { get; init; }

    /// <summary>The key that sealed it.</summary>
    public required string PhoneKid { get; init; }
}
