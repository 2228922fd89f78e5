using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Intake.Places.Rules;

/// <summary>The documented rules of an incident's place.</summary>
public static class PlaceRules
{
    /// <summary>Refuses a town or village that the directory does not know, and a village outside of the town given.</summary>
    public static void Check(Place place, UnitTree units, Violations violations)
    {
        violations.Line("place.location_point", place.LocationPoint, 0, 100);
        violations.ExternalId("place.estate_id", place.EstateId);
        Positions.Check(place.Position, violations);
        if (place.TownId.Length > 0)
        {
            violations.When(units.Find(place.TownId) is not { IsTown: true }, "place.town_id", "is no street or town");
        }

        if (place.VillageId.Length == 0)
        {
            return;
        }

        var village = units.Find(place.VillageId);
        if (village is not { IsVillage: true })
        {
            violations.Add("place.village_id", "is no village or community");
        }
        else
        {
            violations.When(
                place.TownId.Length > 0 && village.ParentId != place.TownId, "place.village_id", "does not lie in place.town_id");
        }
    }
}
