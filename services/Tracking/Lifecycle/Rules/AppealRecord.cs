namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What Intake says of the appeal: masked, without personal data.</summary>
public sealed record AppealRecord
{
    public string TicketNumber { get; init; } = "";

    public DateTime AcceptedAt { get; init; }

    public Channel Channel { get; init; }

    public AppealType AppealType { get; init; }

    public string CategoryId { get; init; } = "";

    public IReadOnlyList<string> CategoryPath { get; init; } = [];

    public Urgency Urgency { get; init; }

    public string Title { get; init; } = "";

    public string Content { get; init; } = "";

    public PlaceRecord Place { get; init; } = new();

    public AffectedScope AffectedScope { get; init; }

    public int AffectedHouseholds { get; init; }

    public bool IsConfidential { get; init; }

    public bool NeedsReply { get; init; }

    public string ClaimantRef { get; init; } = "";

    public string AccusedUnitId { get; init; } = "";

    public string AccusedParty { get; init; } = "";
}

/// <summary>Where it happened, down to the village or estate.</summary>
public sealed record PlaceRecord
{
    public string TownId { get; init; } = "";

    public string VillageId { get; init; } = "";

    public string TownName { get; init; } = "";

    public string VillageName { get; init; } = "";

    public string LocationPoint { get; init; } = "";
}
