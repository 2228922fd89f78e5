namespace Hotline.Routing.Catalogue.Rules;

/// <summary>One node of the category tree (问题分类); its id is the path of slugs.</summary>
public sealed record Category
{
    public required string CategoryId { get; init; }

    public required string Name { get; init; }

    /// <summary>Id of the urgency class usually chosen; empty on branches.</summary>
    public string DefaultUrgency { get; init; } = "";

    /// <summary>Empty at the first level.</summary>
    public string ParentId => ParentOf(CategoryId);

    public static string ParentOf(string categoryId) =>
        categoryId.LastIndexOf('.') is var dot and >= 0 ? categoryId[..dot] : "";
}
