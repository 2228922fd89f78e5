using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>A claimant as others may see: 马**, 138****0000.</summary>
public sealed record MaskedPerson(string Name, string Phone, ClaimantKind Kind);

/// <summary>Where Routing would send the appeal; a suggestion, not a decision.</summary>
public sealed record Suggestion(string LeadUnitId, string LeadUnitName, string Reason);

/// <summary>
/// An appeal as stored: masked text, the sealed claimant beside it, so that one insert writes everything.
/// </summary>
public sealed record AppealState
{
    public required string TicketNumber { get; init; }

    public required DateTime AcceptedAt { get; init; }

    public required Channel Channel { get; init; }

    public required AppealType AppealType { get; init; }

    public required string CategoryId { get; init; }

    public required IReadOnlyList<string> CategoryPath { get; init; }

    public required Urgency Urgency { get; init; }

    public required string Title { get; init; }

    public string Content { get; init; } = "";

    public required IncidentPlace Place { get; init; }

    public required AffectedScope AffectedScope { get; init; }

    public required int AffectedHouseholds { get; init; }

    public required bool IsConfidential { get; init; }

    public required bool NeedsReply { get; init; }

    public required string ClaimantRef { get; init; }

    public string AccusedUnitId { get; init; } = "";

    public string AccusedParty { get; init; } = "";

    public string? CallId { get; init; }

    /// <summary>The place's town and its ancestors, the root alone when the town is unknown.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The scope once more, one element for each level: only an index over single values serves an ordered range.</summary>
    public required string Root { get; init; }

    /// <summary>Null when the town is unknown.</summary>
    public string? Town { get; init; }

    public required MaskedPerson Claimant { get; init; }

    /// <summary>Null only when the query left it out.</summary>
    public SealedClaimant? Vault { get; init; }

    public byte[]? PhoneIndex { get; init; }

    public Suggestion? Hint { get; init; }
}
