namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What Intake says of the appeal: masked, without personal data.</summary>
public sealed record AppealRecord
{
    public string TicketNumber { get; init; } = "";

    public DateTime AcceptedAt { get; init; }

    public Channel Channel { get; init; }

    public AppealType AppealType { get; init; }

    public string CategoryId { get; init; } = "";

    /// <summary>Names from the first level to the category, as valid at acceptance.</summary>
    public IReadOnlyList<string> CategoryPath { get; init; } = [];

    /// <summary>Id of the urgency class; chooses the clocks.</summary>
    public string Urgency { get; init; } = "";

    /// <summary>The class's Chinese name at acceptance.</summary>
    public string UrgencyName { get; init; } = "";

    /// <summary>Its changes overtake those of other tickets; said at acceptance, and the same in every service.</summary>
    public bool IsUrgentLane { get; init; }

    public string Title { get; init; } = "";

    /// <summary>The elements in words, masked.</summary>
    public string Content { get; init; } = "";

    public PlaceRecord Place { get; init; } = new();

    public AffectedScope AffectedScope { get; init; }

    /// <summary>0 when unknown.</summary>
    public int AffectedHouseholds { get; init; }

    /// <summary>No handler may see who the claimant is.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>The claimant does not want to hear the result, and is not called back.</summary>
    public bool NoReplyWanted { get; init; }

    /// <summary>Random, the same for the same number to call back; it tells nothing of the claimant.</summary>
    public string ClaimantRef { get; init; } = "";

    /// <summary>Empty when none is known.</summary>
    public string AccusedUnitId { get; init; } = "";

    /// <summary>That unit and all below it, as the directory had them at acceptance.</summary>
    public IReadOnlyList<string> AccusedUnits { get; init; } = [];

    /// <summary>In words, masked; empty when none is named.</summary>
    public string AccusedParty { get; init; } = "";

    /// <summary>The claimant left no number and cannot be contacted or called back.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>By which the claimant's name is found in a text, without being known here; empty once the ticket has ended.</summary>
    public IReadOnlyList<string> NameMarks { get; init; } = [];

    /// <summary>What the operator marked it with, masked.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Null when Intake does not tell: the appeal is confidential.</summary>
    public TraitsRecord? Traits { get; init; }

    /// <summary>The order of a higher level that brought it; null when none did.</summary>
    public UpstreamRecord? Upstream { get; init; }

    /// <summary>Whether the claimant can be called back and wants to be.</summary>
    public bool IsCalledBack => !IsAnonymous && !NoReplyWanted;
}

/// <summary>What is said of a claimant without saying who it is.</summary>
public sealed record TraitsRecord
{
    public ClaimantKind Kind { get; init; }

    /// <summary>Unspecified when not known.</summary>
    public Gender Gender { get; init; }

    public IReadOnlyList<SpecialGroup> SpecialGroups { get; init; } = [];

    /// <summary>An earlier ticket of the same matter, whose handlers may know the claimant; empty when none.</summary>
    public string PreviousTicketNumber { get; init; } = "";
}

/// <summary>What a higher level says of its order. All instants are UTC.</summary>
public sealed record UpstreamRecord
{
    public string System { get; init; } = "";

    public string Number { get; init; } = "";

    public DateTime DispatchedAt { get; init; }

    /// <summary>Null when that level sets none; so with the two that follow.</summary>
    public DateTime? SignDueAt { get; init; }

    public DateTime? ResponseDueAt { get; init; }

    public DateTime? CompletionDueAt { get; init; }
}

/// <summary>Where it happened, down to the village or estate.</summary>
public sealed record PlaceRecord
{
    public string TownId { get; init; } = "";

    public string VillageId { get; init; } = "";

    public string TownName { get; init; } = "";

    public string VillageName { get; init; } = "";

    public string LocationPoint { get; init; } = "";

    /// <summary>The estate in the district's gazetteer; empty when unknown.</summary>
    public string EstateId { get; init; } = "";

    /// <summary>As fine as a building, of a confidential appeal as a village; null when unknown.</summary>
    public PositionRecord? Position { get; init; }
}

/// <summary>A place on the map, in degrees.</summary>
public sealed record PositionRecord
{
    public double Lng { get; init; }

    public double Lat { get; init; }

    /// <summary>Which coordinates these are.</summary>
    public Datum Datum { get; init; }
}
