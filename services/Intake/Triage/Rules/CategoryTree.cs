namespace Hotline.Intake.Triage.Rules;

/// <summary>The category tree, parents before children. Only leaves may be chosen.</summary>
public sealed class CategoryTree
{
    private readonly Dictionary<string, Category> _byId = [];
    private readonly List<Category> _all = [];
    private readonly HashSet<string> _parents = [];
    private readonly Dictionary<string, string[]> _paths = [];

    public CategoryTree(IEnumerable<Category> categories)
    {
        foreach (var category in categories)
        {
            if (category.ParentId.Length > 0 && !_byId.ContainsKey(category.ParentId))
            {
                throw new InvalidDataException($"The category {category.Id} stands before its parent {category.ParentId}.");
            }

            if (!_byId.TryAdd(category.Id, category))
            {
                throw new InvalidDataException($"The category {category.Id} stands twice.");
            }

            _all.Add(category);
            _parents.Add(category.ParentId);
            _paths[category.Id] = category.ParentId.Length == 0 ? [category.Name] : [.. _paths[category.ParentId], category.Name];
        }
    }

    public IReadOnlyList<Category> All => _all;

    public bool IsLeaf(string id) => _byId.ContainsKey(id) && !_parents.Contains(id);

    /// <summary>Names from the first level to the category.</summary>
    public IReadOnlyList<string> PathOf(string id) => _paths[id];
}
