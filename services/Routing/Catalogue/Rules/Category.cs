using Hotline.Type.V1;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>One node of the category tree (问题分类); its id is the path of slugs.</summary>
public sealed record Category
{
    public required string CategoryId { get; init; }

    public required string Name { get; init; }

    /// <summary>The class usually chosen; unspecified on branches.</summary>
    public Urgency DefaultUrgency { get; init; }

    /// <summary>Empty at the first level.</summary>
    public string ParentId => ParentOf(CategoryId);

    public static string ParentOf(string categoryId) =>
        categoryId.LastIndexOf('.') is var dot and >= 0 ? categoryId[..dot] : "";
}
