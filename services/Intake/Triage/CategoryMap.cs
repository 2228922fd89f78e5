using Hotline.Intake.V1;

namespace Hotline.Intake.Triage;

/// <summary>The category tree as callers see it.</summary>
public static class CategoryMap
{
    public static ListCategoriesResponse Of(CategoryTree tree)
    {
        var answer = new ListCategoriesResponse();
        answer.Categories.AddRange(tree.All.Select(category => new V1.Category
        {
            CategoryId = category.Id,
            Name = category.Name,
            ParentId = category.ParentId,
            IsLeaf = tree.IsLeaf(category.Id),
            DefaultUrgency = category.DefaultUrgency,
        }));
        return answer;
    }
}
