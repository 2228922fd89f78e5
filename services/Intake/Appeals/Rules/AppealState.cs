using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>A claimant as others may see: 马女士, 138****0000.</summary>
public sealed record MaskedPerson(string Name, string Phone);

/// <summary>
/// What is said of a claimant without saying who it is. In a small place it may be enough to tell: nobody gets it who may not learn that.
/// </summary>
/// <param name="Kind">A person, a company or another organisation.</param>
/// <param name="Gender">Unspecified when not known.</param>
/// <param name="SpecialGroups">In the order given; empty when none.</param>
/// <param name="PreviousTicketNumber">An earlier ticket of the same matter, whose handlers may know the claimant; empty when none.</param>
public sealed record ClaimantTraits(
    ClaimantKind Kind, Gender Gender, IReadOnlyList<SpecialGroup> SpecialGroups, string PreviousTicketNumber);

/// <summary>Where Routing would send the appeal; a suggestion, not a decision.</summary>
/// <param name="LeadUnitId">Empty when Routing would ask a dispatcher.</param>
/// <param name="LeadUnitName">As valid when it was asked.</param>
/// <param name="Reason">A sentence for the operator.</param>
public sealed record Suggestion(string LeadUnitId, string LeadUnitName, string Reason);

/// <summary>
/// An appeal as stored: masked text, the sealed claimant beside it, so that one insert writes everything.
/// </summary>
public sealed record AppealState
{
    /// <summary>The number for people; the appeal and its ticket share it for life.</summary>
    public required string TicketNumber { get; init; }

    /// <summary>UTC; the citizen clock runs from here.</summary>
    public required DateTime AcceptedAt { get; init; }

    public required Channel Channel { get; init; }

    public required AppealType AppealType { get; init; }

    public required string CategoryId { get; init; }

    /// <summary>Names from the first level to the category, as valid at acceptance.</summary>
    public required IReadOnlyList<string> CategoryPath { get; init; }

    public required string Urgency { get; init; }

    /// <summary>The class's Chinese name at acceptance.</summary>
    public required string UrgencyName { get; init; }

    /// <summary>Whether the class had the urgent lane at acceptance; every service follows it.</summary>
    public required bool IsUrgentLane { get; init; }

    /// <summary>Masked.</summary>
    public required string Title { get; init; }

    /// <summary>The five elements in words, masked.</summary>
    public string Content { get; init; } = "";

    public required IncidentPlace Place { get; init; }

    public required AffectedScope AffectedScope { get; init; }

    /// <summary>How many households it concerns, as the claimant says; 0 when unknown.</summary>
    public required int AffectedHouseholds { get; init; }

    /// <summary>No handler may see who the claimant is.</summary>
    public required bool IsConfidential { get; init; }

    /// <summary>The claimant does not want to hear the result, and is not called back.</summary>
    public required bool NoReplyWanted { get; init; }

    /// <summary>
    /// Random: the same for the same number to call back, one of its own for a claimant without a number. It tells nothing of either.
    /// </summary>
    public required string ClaimantRef { get; init; }

    /// <summary>The unit complained about; empty when none is known.</summary>
    public string AccusedUnitId { get; init; } = "";

    /// <summary>That unit and all below it, as the directory had them at acceptance; empty when none is known.</summary>
    public IReadOnlyList<string> AccusedUnits { get; init; } = [];

    /// <summary>Whom the appeal is about, in words and masked; empty when none is named.</summary>
    public string AccusedParty { get; init; } = "";

    /// <summary>The call at the telephone system; null when it was no call.</summary>
    public string? CallId { get; init; }

    /// <summary>Its recording, the claimant's voice; null when there is none.</summary>
    public string? RecordingId { get; init; }

    /// <summary>What the operator marked it with, masked.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The place's town and its ancestors, the root alone when the town is unknown; none of them from which a report is hidden.
    /// </summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>Of a report the accused and all below it: see <see cref="Chassis.Access.Scope.HiddenFrom"/>.</summary>
    public IReadOnlyList<string> HiddenFrom { get; init; } = [];

    /// <summary>
    /// The scope once more, one element for each level: only an index over single values serves an ordered range. Null when the
    /// appeal is hidden from the root.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>The root when the appeal is hidden from it: what lists the numbers of such appeals. Else null.</summary>
    public string? HiddenRoot { get; init; }

    /// <summary>Null when the town is unknown, or the appeal is hidden from it.</summary>
    public string? Town { get; init; }

    /// <summary>What lists show of the claimant.</summary>
    public required MaskedPerson Claimant { get; init; }

    /// <summary>Kept of a confidential appeal too, and shown then by <c>RevealClaimant</c> alone.</summary>
    public required ClaimantTraits Traits { get; init; }

    /// <summary>The order of a higher level that brought it; null when none did.</summary>
    public UpstreamRecord? Upstream { get; init; }

    /// <summary>That order's key, which a unique index keeps to one appeal; null without an order.</summary>
    public string? UpstreamKey { get; init; }

    /// <summary>Null only when the query left it out.</summary>
    public SealedClaimant? Vault { get; init; }

    /// <summary>Routing's suggestion while the caller was on the phone; null when Routing did not answer in time.</summary>
    public Suggestion? Hint { get; init; }
}
