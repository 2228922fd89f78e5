using Grpc.Core;
using Hotline.Routing.V1;

namespace Hotline.Routing.Tests.Service;

[Collection(RoutingCollection.Name)]
public sealed class LookupTests(RoutingUnderTest routing)
{
    [Fact]
    public async Task A_unit_is_read_with_its_ancestors_and_an_unknown_one_is_not_found()
    {
        var unit = await routing.Directory.GetUnitAsync(new() { UnitId = Shipped.LiGeZhuang }, routing.Liaison);
        Assert.Equal(("李各庄村", UnitKind.Village, 3, true), (unit.Name, unit.Kind, unit.Level, unit.IsActive));
        Assert.Equal([Shipped.LiGeZhuang, Shipped.MiyunTown, Shipped.Center], unit.Scope);
        Assert.Equal("NOT_FOUND", (await Refused.OfAsync(routing.Directory.GetUnitAsync(new() { UnitId = "x" }, routing.Liaison))).Reason);
        Assert.Equal(["unit_id"], (await Refused.OfAsync(routing.Directory.GetUnitAsync(new(), routing.Liaison))).Fields);
    }

    [Fact]
    public async Task The_whole_tree_is_read_page_by_page_parents_before_children()
    {
        var seen = new HashSet<string> { "" };
        var token = "";
        do
        {
            var page = await routing.Directory.ListUnitsAsync(new() { PageSize = 200, PageToken = token }, routing.Liaison);
            Assert.All(page.Units, u => Assert.True(seen.Contains(u.ParentId) && seen.Add(u.UnitId)));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(Shipped.Reference.Units.Units.Count + 1, seen.Count);
    }

    [Fact]
    public async Task Units_are_listed_by_parent_and_kind()
    {
        var request = new ListUnitsRequest { ParentId = Shipped.MiyunTown, Kinds = { UnitKind.Village } };
        Assert.Equal(6, (await routing.Directory.ListUnitsAsync(request, routing.Liaison)).Units.Count);
        request.PageSize = 2;
        var token = (await routing.Directory.ListUnitsAsync(request, routing.Liaison)).NextPageToken;
        var ofAnother = new ListUnitsRequest { PageToken = token };
        var belowNobody = new ListUnitsRequest { ParentId = "x" };
        Assert.Equal("TOKEN_INVALID", await Refused.ReasonOfAsync(routing.Directory.ListUnitsAsync(ofAnother, routing.Liaison)));
        Assert.Equal("NOT_FOUND", await Refused.ReasonOfAsync(routing.Directory.ListUnitsAsync(belowNobody, routing.Liaison)));
        var bad = new ListUnitsRequest { PageSize = -1, Kinds = { UnitKind.Unspecified } };
        Assert.Equal(["page_size", "kinds[0]"], (await Refused.OfAsync(routing.Directory.ListUnitsAsync(bad, routing.Liaison))).Fields);
    }

    [Fact]
    public async Task A_place_is_resolved_or_its_candidates_are_offered()
    {
        var one = await routing.Directory.ResolvePlaceAsync(new() { Name = "李各庄" }, routing.Liaison);
        Assert.Equal((Shipped.MiyunTown, "李各庄村"), (one.Place.TownId, one.Place.VillageName));
        var two = await routing.Directory.ResolvePlaceAsync(new() { Name = "大岭村" }, routing.Liaison);
        Assert.Null(two.Place);
        Assert.Equal(2, two.Candidates.Count);
        Assert.Equal(["name"], (await Refused.OfAsync(routing.Directory.ResolvePlaceAsync(new(), routing.Liaison))).Fields);
    }

    [Fact]
    public async Task The_catalogue_is_listed_from_a_category_down()
    {
        var water = await routing.Catalogue.ListEntriesAsync(new() { CategoryId = "water" }, routing.Dispatcher);
        Assert.Equal(["C-water-river", "C-water-supply", "C-water-drainage"], water.Entries.Select(e => e.EntryId));
        Assert.Equal(Shipped.Reference.Version, water.CatalogueVersion);
        var unknown = new ListEntriesRequest { CategoryId = "x" };
        Assert.Equal(["category_id"], (await Refused.OfAsync(routing.Catalogue.ListEntriesAsync(unknown, routing.Dispatcher))).Fields);
    }

    [Fact]
    public async Task A_suggestion_explains_itself_and_changes_nothing()
    {
        var request = new SuggestDispatchRequest
        {
            CategoryId = "epidemic.health-code",
            Place = new() { VillageId = Shipped.DaTangZhuang },
        };
        var decision = await routing.Routing.SuggestDispatchAsync(request, routing.As("o", "OPERATOR", Shipped.Center));
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Equal([Shipped.MiyunTown, "110118-health"], decision.Targets.Select(t => t.UnitId));
        Assert.Contains(decision.Trace, t => t is { Rule: "R17", IsHit: true });
    }

    [Fact]
    public async Task A_suggestion_names_all_that_is_unknown()
    {
        var request = new SuggestDispatchRequest
        {
            CategoryId = "water",
            AccusedUnitId = "x",
            Place = new() { TownId = "110118999", VillageId = "y" },
        };
        var refused = await Refused.OfAsync(routing.Routing.SuggestDispatchAsync(request, routing.Dispatcher));
        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
        Assert.Equal(["category_id", "accused_unit_id", "place.town_id", "place.village_id"], refused.Fields);
    }
}
