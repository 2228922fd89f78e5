using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Tests.Directory;

public sealed class UnitTreeTests
{
    private static readonly HandlingUnit Root = Unit("r", "", UnitKind.DistrictCenter);
    private static readonly HandlingUnit Town = Unit("t", "r", UnitKind.Town);

    [Fact]
    public void The_scope_is_the_unit_and_all_its_ancestors()
    {
        var tree = UnitTree.Create([Unit("v", "t", UnitKind.Village), Town, Root]);
        Assert.Equal(["v", "t", "r"], tree.ScopeOf("v"));
        Assert.Equal(["r", "t", "v"], tree.Units.Select(u => u.UnitId));
        Assert.True(tree.IsBelow("v", "r"));
        Assert.False(tree.IsBelow("t", "t"));
        Assert.False(tree.IsBelow("t", "v"));
        Assert.Equal(Town, tree.TownOf("v"));
        Assert.Null(tree.TownOf("r"));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var problems = UnitTreeProblems.Of(
        [
            Root, Unit("r2", "", UnitKind.DistrictCenter), Town, Town, Unit("v", "x", UnitKind.Village), Unit("w", "r", UnitKind.Village),
        ]);
        Assert.Contains(problems, p => p.StartsWith("t stands 2 times", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("r, r2"));
        Assert.Contains(problems, p => p.Contains("parent x is unknown"));
        Assert.Contains(problems, p => p.StartsWith("w: Village may not stand under DistrictCenter", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UnitKind.Department)]
    [InlineData(UnitKind.Enterprise)]
    public void A_department_and_a_company_may_have_sections_at_the_last_level(UnitKind kind)
    {
        var tree = UnitTree.Create([Root, Unit("d", "r", kind), Unit("s", "d", UnitKind.Section)]);

        Assert.Equal((true, UnitKinds.Last), (tree.IsBelow("s", "d"), tree.Get("s").Level));
        Assert.NotEmpty(UnitTreeProblems.Of([Root, Town, Unit("s", "t", UnitKind.Section)]));
    }

    [Fact]
    public void A_loop_is_refused() =>
        Assert.Throws<InvalidDataException>(() => UnitTree.Create([Root, Unit("a", "b", UnitKind.Town), Unit("b", "a", UnitKind.Town)]));

    private static HandlingUnit Unit(string id, string parent, UnitKind kind) =>
        new() { UnitId = id, ParentId = parent, Kind = kind, Name = id, ShortName = id };
}
