using System.Collections.Frozen;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>The category tree, consistent once built.</summary>
public sealed class CategoryTree
{
    private readonly FrozenDictionary<string, Category> _byId;
    private readonly FrozenSet<string> _branches;

    private CategoryTree(IReadOnlyList<Category> categories)
    {
        Categories = categories;
        _byId = categories.ToFrozenDictionary(c => c.CategoryId);
        _branches = categories.Select(c => c.ParentId).ToFrozenSet();
    }

    /// <summary>All of them, as the files have them.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>Those that an appeal may have.</summary>
    public IEnumerable<Category> Leaves => Categories.Where(c => IsLeaf(c.CategoryId));

    /// <summary>Builds the tree.</summary>
    /// <exception cref="InvalidDataException">An id stands twice or a parent is unknown; the message names all of them.</exception>
    public static CategoryTree Create(IReadOnlyList<Category> categories)
    {
        var twice = categories.GroupBy(c => c.CategoryId).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands {g.Count()} times.");
        var known = categories.Select(c => c.CategoryId).ToHashSet();
        var lost = categories
            .Where(c => c.ParentId.Length > 0 && !known.Contains(c.ParentId))
            .Select(c => $"{c.CategoryId}: its parent {c.ParentId} is unknown.");
        List<string> problems = [.. twice, .. lost];
        return problems.Count == 0
            ? new CategoryTree(categories)
            : throw new InvalidDataException($"The category tree is not consistent: {string.Join(' ', problems)}");
    }

    /// <summary>Null when the id is unknown.</summary>
    public Category? Find(string categoryId) => _byId.GetValueOrDefault(categoryId);

    /// <summary>Whether the category exists and has none below it.</summary>
    public bool IsLeaf(string categoryId) => _byId.ContainsKey(categoryId) && !_branches.Contains(categoryId);

    /// <summary>Names from the first level to the category, 水务→供排水→排水; an unknown one shows its id.</summary>
    public string Shown(string categoryId) =>
        _byId.ContainsKey(categoryId) ? string.Join('→', Upward(categoryId).Reverse().Select(c => c.Name)) : categoryId;

    /// <summary>The category, then its ancestors.</summary>
    public IEnumerable<Category> Upward(string categoryId)
    {
        for (var current = Find(categoryId); current is not null; current = Find(current.ParentId))
        {
            yield return current;
        }
    }
}
