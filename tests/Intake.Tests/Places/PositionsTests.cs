using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Places;

public sealed class PositionsTests
{
    [Theory]
    [InlineData(-180, -90)]
    [InlineData(180, 90)]
    [InlineData(116.843219, 40.376451)]
    [InlineData(0, 51.47)]
    public void A_place_on_the_earth_passes(double lng, double lat) => Assert.Empty(Check(lng, lat));

    [Theory]
    [InlineData(180.000001, 40, "place.position.lng")]
    [InlineData(double.NaN, 40, "place.position.lng")]
    [InlineData(double.NegativeInfinity, 40, "place.position.lng")]
    [InlineData(116, -90.5, "place.position.lat")]
    [InlineData(116, double.NaN, "place.position.lat")]
    [InlineData(40.376451, 116.843219, "place.position.lat")]
    [InlineData(0, 0, "place.position")]
    public void One_beyond_it_is_refused_and_so_are_a_form_left_empty_and_the_two_changed_over(double lng, double lat, string field) =>
        Assert.Equal([field], Check(lng, lat));

    [Theory]
    [InlineData(Datum.Unspecified)]
    [InlineData((Datum)9)]
    public void Coordinates_that_do_not_say_which_they_are_are_refused(Datum datum) =>
        Assert.Equal(["place.position.datum"], Check(116, 40, datum));

    [Fact]
    public void A_position_may_be_left_out()
    {
        var violations = new Violations();
        Positions.Check(null, violations);
        Assert.False(violations.Any);
        Assert.Null(Positions.Kept(null, isConfidential: false));
    }

    [Theory]
    [InlineData(false, 116.8432, 40.3765)]
    [InlineData(true, 116.84, 40.38)]
    public void No_more_is_kept_than_the_building_and_of_a_confidential_appeal_than_the_village(
        bool isConfidential, double lng, double lat)
    {
        var position = new Position { Lng = 116.843219, Lat = 40.376451, Datum = Datum.Bd09 };
        Assert.Equal(new PlacePosition(lng, lat, Datum.Bd09), Positions.Kept(position, isConfidential));
    }

    private static IEnumerable<string> Check(double lng, double lat, Datum datum = Datum.Gcj02)
    {
        var violations = new Violations();
        Positions.Check(new Position { Lng = lng, Lat = lat, Datum = datum }, violations);
        return violations.Found.Select(violation => violation.Field);
    }
}
