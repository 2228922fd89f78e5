using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Intake.Places.Rules;

/// <summary>A place on the map as stored: no finer than the words of a place, which name a building and no door.</summary>
/// <param name="Lng">Degrees east.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Datum">Which coordinates these are.</param>
public sealed record PlacePosition(double Lng, double Lat, Datum Datum);

/// <summary>The documented rules of a position, and how much of it is kept.</summary>
public static class Positions
{
    /// <summary>Decimals of a degree that are about ten metres: a building.</summary>
    private const int Building = 4;

    /// <summary>Decimals of a degree that are about a kilometre: a village, all that may be known of who appeals confidentially.</summary>
    private const int Village = 2;

    /// <summary>May be absent; a present one says its datum and lies on the earth.</summary>
    public static void Check(Position? position, Violations violations)
    {
        if (position is null)
        {
            return;
        }

        violations.Chosen("place.position.datum", position.Datum);
        violations.When(position.Lng is not (>= -180 and <= 180), "place.position.lng", "must be -180 to 180");
        violations.When(position.Lat is not (>= -90 and <= 90), "place.position.lat", "must be -90 to 90");
        violations.When(IsEmpty(position.Lng, position.Lat), "place.position", "must not be 0, 0: leave it out when it is not known");
    }

    private static bool IsEmpty(double lng, double lat) => lng == 0 && lat == 0;

    /// <summary>As it is kept; null when none was given.</summary>
    public static PlacePosition? Kept(Position? position, bool isConfidential)
    {
        var decimals = isConfidential ? Village : Building;
        return position is null
            ? null
            : new(Math.Round(position.Lng, decimals), Math.Round(position.Lat, decimals), position.Datum);
    }
}
