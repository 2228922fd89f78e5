using Hotline.Chassis.Reference;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Places;

public sealed class LocalPlacesTests
{
    private static readonly UnitTree Units = UnitTree.Of(UnitsFile.Read(Path.Combine(Platform.RepositoryRoot, "deploy", "data")));

    [Fact]
    public void A_village_tells_its_town()
    {
        var place = LocalPlaces.Understand(new Place { VillageId = "110118100205" }, Units);
        Assert.Equal(new IncidentPlace("110118100", "密云镇", "110118100205", "李各庄村", "", PlaceResolution.Resolved), place);
    }

    [Fact]
    public void A_town_alone_is_enough() =>
        Assert.Equal("密云镇", LocalPlaces.Understand(new Place { TownId = "110118100" }, Units)?.TownName);

    [Fact]
    public void A_location_point_alone_is_for_Routing_to_tell() =>
        Assert.Null(LocalPlaces.Understand(new Place { LocationPoint = "长安小区" }, Units));

    [Fact]
    public void No_place_at_all_is_unresolved() =>
        Assert.Equal(PlaceResolution.Unresolved, LocalPlaces.Understand(null, Units)?.Resolution);

    [Fact]
    public void A_scope_is_the_unit_and_all_above_it() =>
        Assert.Equal(["110118100205", "110118100", "110118"], Units.ScopeOf("110118100205"));

    [Fact]
    public void An_unknown_unit_has_no_scope() => Assert.Empty(Units.ScopeOf("nowhere"));
}
