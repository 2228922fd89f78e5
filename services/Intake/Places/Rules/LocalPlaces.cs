using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Places.Rules;

/// <summary>Understands a place from the ids given, upward from the village when the town is missing (R11).</summary>
public static class LocalPlaces
{
    /// <summary>Null when only Routing could tell: a location point without any id.</summary>
    public static IncidentPlace? Understand(Place? place, UnitTree units)
    {
        var point = place?.LocationPoint ?? "";
        var village = place is { VillageId.Length: > 0 } ? units.Find(place.VillageId) : null;
        var town = place is { TownId.Length: > 0 } ? units.Find(place.TownId)
            : village is not null ? units.Find(village.ParentId)
            : null;
        if (town is not null)
        {
            return new IncidentPlace(town.Id, town.Name, village?.Id ?? "", village?.Name ?? "", point, PlaceResolution.Resolved);
        }

        return point.Length == 0 ? Nowhere(point, PlaceResolution.Unresolved) : null;
    }

    public static IncidentPlace Nowhere(string point, PlaceResolution resolution) => new("", "", "", "", point, resolution);
}
