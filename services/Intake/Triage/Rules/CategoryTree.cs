using Hotline.Chassis.Reference;

namespace Hotline.Intake.Triage.Rules;

/// <summary>The category tree, parents before children. Only leaves may be chosen.</summary>
public sealed class CategoryTree
{
    private readonly Dictionary<string, Category> _byId = [];
    private readonly List<Category> _all = [];
    private readonly HashSet<string> _parents = [];
    private readonly Dictionary<string, string[]> _paths = [];

    /// <param name="categories">Parents before children, none twice, as categories.csv has them.</param>
    public CategoryTree(IEnumerable<Category> categories)
    {
        foreach (var category in categories)
        {
            _all.Add(category);
            _byId.Add(category.Id, category);
            _parents.Add(category.ParentId);
            _paths[category.Id] = category.ParentId.Length == 0 ? [category.Name] : [.. _paths[category.ParentId], category.Name];
        }
    }

    public static CategoryTree Of(IEnumerable<CategoryRow> rows) =>
        new(rows.Select(row => new Category(row.CategoryId, row.ParentId, row.Name, row.DefaultUrgency)));

    public IReadOnlyList<Category> All => _all;

    /// <summary>Whether the category exists and has none below it: only such a one may be chosen.</summary>
    public bool IsLeaf(string id) => _byId.ContainsKey(id) && !_parents.Contains(id);

    /// <summary>Names from the first level to the category.</summary>
    public IReadOnlyList<string> PathOf(string id) => _paths[id];
}
