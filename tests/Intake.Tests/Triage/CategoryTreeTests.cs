using Hotline.Chassis.Reference;
using Hotline.Testing;

namespace Hotline.Intake.Tests.Triage;

public sealed class CategoryTreeTests
{
    private static readonly Category Water = new("water", "", "水务", "");
    private static readonly Category Supply = new("water.supply", "water", "供排水", "");
    private static readonly Category Drainage = new("water.supply.drainage", "water.supply", "排水", "NORMAL");
    private readonly CategoryTree _tree = new([Water, Supply, Drainage]);

    [Fact]
    public void Only_leaves_may_be_chosen()
    {
        Assert.True(_tree.IsLeaf("water.supply.drainage"));
        Assert.False(_tree.IsLeaf("water.supply"));
        Assert.False(_tree.IsLeaf("water.supply.none"));
        Assert.False(_tree.IsLeaf(""));
    }

    [Fact]
    public void Names_the_path_from_the_first_level() =>
        Assert.Equal(["水务", "供排水", "排水"], _tree.PathOf("water.supply.drainage"));

    [Fact]
    public void Lists_parents_before_children() =>
        Assert.Equal(["water", "water.supply", "water.supply.drainage"], _tree.All.Select(category => category.Id));

    [Fact]
    public void Reads_the_shipped_tree_with_an_urgency_on_every_leaf()
    {
        var shipped = CategoryTree.Of(CategoriesFile.Read(Path.Combine(Platform.RepositoryRoot, "deploy", "data")));
        Assert.Contains(shipped.All, category => category.Name == "健康宝弹窗" && category.DefaultUrgency == "EPIDEMIC");
        var leaves = shipped.All.Where(category => shipped.IsLeaf(category.Id));
        Assert.All(leaves, leaf => Assert.NotEqual("", leaf.DefaultUrgency));
    }
}
