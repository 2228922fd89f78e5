using Hotline.Intake.V1;

namespace Hotline.Intake.Places.Rules;

/// <summary>Where it happened, as Intake understood it; names as valid when taken down, the location masked.</summary>
public sealed record IncidentPlace(
    string TownId, string TownName, string VillageId, string VillageName, string LocationPoint, PlaceResolution Resolution)
{
    /// <summary>The estate in the district's gazetteer; empty when unknown.</summary>
    public string EstateId { get; init; } = "";

    /// <summary>Null when unknown.</summary>
    public PlacePosition? Position { get; init; }
}
