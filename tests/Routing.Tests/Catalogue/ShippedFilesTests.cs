using System.Text.RegularExpressions;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Tests.Catalogue;

public sealed partial class ShippedFilesTests
{
    private static readonly UnitTree Units = Shipped.Reference.Units;

    [Fact]
    public void The_district_has_its_20_towns_and_429_villages()
    {
        // Codes from 400 on are units like a town (development zones), not towns.
        var towns = Units.Units.Where(u => UnitKinds.IsTownLevel(u.Kind)).ToList();
        var zones = towns.Where(u => string.CompareOrdinal(u.UnitId, "110118400") >= 0).ToList();
        Assert.Equal(20, towns.Count - zones.Count);
        Assert.Equal("中关村科技园区密云园", Assert.Single(zones).Name);
        Assert.Equal(429, Units.Units.Count(u => UnitKinds.IsVillageLevel(u.Kind)));
        Assert.Equal(3, Units.Subtree(zones[0].UnitId).Count());
    }

    [Fact]
    public void The_city_has_its_16_districts_and_no_place_of_ours_begins_with_another_ones_name()
    {
        var districts = Shipped.Edition.Districts;
        Assert.Equal(16, districts.DistinctBy(d => d.DistrictId).Count());
        Assert.All(districts, d => Assert.Matches("^1101[0-9]{2}$", d.DistrictId));
        Assert.Equal(Units.Root.Aliases[0], Assert.Single(districts, d => d.DistrictId == Units.Root.UnitId).Name);
        var others = new OtherDistricts(districts, Units.Root, Shipped.Edition.CityNames);
        Assert.All(Units.Units, u => Assert.Null(others.Named(u.Name)));
    }

    [Fact]
    public void A_district_that_stands_twice_is_refused()
    {
        var twice = Shipped.Edition.Districts[0];
        var error = Assert.Throws<InvalidDataException>(() => new OtherDistricts([twice, twice], Units.Root, []));
        Assert.Contains(twice.Name, error.Message);
    }

    [Fact]
    public void Places_stand_under_the_town_of_their_code()
    {
        var places = Units.Units.Where(u => UnitKinds.IsVillageLevel(u.Kind)).ToList();
        Assert.All(places, p => Assert.Equal(p.UnitId[..9], p.ParentId));
        Assert.All(places, p => Assert.Matches("^[0-9]{12}$", p.UnitId));
    }

    [Fact]
    public void Villages_are_shown_as_people_say_them()
    {
        Assert.Equal("李各庄村", Units.Get(Shipped.LiGeZhuang).Name);
        Assert.Equal("大唐庄村", Units.Get(Shipped.DaTangZhuang).Name);
        Assert.All(Units.Units.Where(u => u.Kind is UnitKind.Village), u => Assert.Matches("[^村]村$", u.Name));
        Assert.All(Units.Units.Where(u => u.Kind is UnitKind.Community), u => Assert.EndsWith("社区", u.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(Units.Units, u => u.Name.Contains("委员会") && UnitKinds.IsVillageLevel(u.Kind));
    }

    [Fact]
    public void Ids_are_stable_slugs_below_their_parent()
    {
        Assert.All(Units.Units, u => Assert.Matches(Slug(), u.UnitId));
        Assert.All(Units.Units.Where(u => u.ParentId.Length > 0), u => Assert.StartsWith(u.ParentId, u.UnitId, StringComparison.Ordinal));
    }

    [Fact]
    public void Both_scenarios_find_their_units()
    {
        string[] needed =
        [
            "110118100-appeal", "110118100-planning", "110118100-epidemic", "110118100-clinic", "110118-water", "110118-health",
            "110118-water-supply", "110118-power-supply", "110118-gas-supply", "110118-heat-supply",
        ];
        Assert.All(needed, id => Assert.True(Units.Find(id)?.TakesTickets, id));
    }

    [Fact]
    public void Every_leaf_category_has_a_catalogue_entry_and_an_urgency()
    {
        Assert.All(Shipped.Reference.Categories.Leaves, leaf =>
        {
            Assert.NotEmpty(Shipped.Reference.Catalogue.Match(leaf.CategoryId));
            Assert.NotEqual("", leaf.DefaultUrgency);
        });
    }

    [Fact]
    public void Only_leaves_have_an_urgency_and_ids_are_paths_of_slugs()
    {
        var tree = Shipped.Reference.Categories;
        Assert.All(tree.Categories, c => Assert.Matches(CategoryPath(), c.CategoryId));
        Assert.All(tree.Categories.Where(c => !tree.IsLeaf(c.CategoryId)), c => Assert.Equal("", c.DefaultUrgency));
        Assert.Equal("水务→供排水→排水", tree.Shown("water.supply-drainage.drainage"));
    }

    [Theory]
    [InlineData("water.supply-drainage.outage", "URGENT")]
    [InlineData("power.outage", "URGENT")]
    [InlineData("gas.outage", "URGENT")]
    [InlineData("heating.outage", "URGENT")]
    [InlineData("water.supply-drainage.drainage", "NORMAL")]
    [InlineData("epidemic.health-code", "EPIDEMIC")]
    public void Basic_livelihood_is_urgent_and_drainage_is_not(string category, string urgency) =>
        Assert.Equal(urgency, Shipped.Reference.Categories.Find(category)!.DefaultUrgency);

    [Fact]
    public void Every_catalogue_entry_is_used_by_some_leaf()
    {
        var used = Shipped.Reference.Categories.Leaves.Select(l => Shipped.Reference.Catalogue.Match(l.CategoryId)[0].EntryId).ToHashSet();
        Assert.Empty(Shipped.Reference.Catalogue.Rules.Select(r => r.EntryId).Except(used));
    }

    [Fact]
    public void The_fingerprint_depends_on_the_contents_only()
    {
        var again = Routing.Catalogue.ReferenceFiles.Read(Shipped.DataDirectory);
        Assert.Equal(Shipped.Edition.Fingerprint, again.Fingerprint);
        Assert.Matches("^[0-9a-f]{12}$", again.Fingerprint);
    }

    [GeneratedRegex("^110118[0-9]*(-[a-z]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*){0,2}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CategoryPath();
}
