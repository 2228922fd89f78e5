using Hotline.Chassis.Errors;
using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue;

public sealed class ListEntriesValidator(ReferenceCache references) : IValidator<ListEntriesRequest>
{
    public void Check(ListEntriesRequest request, Violations violations)
    {
        violations.PageSize(request.PageSize);
        violations.When(
            request.CategoryId.Length > 0 && references.Current.Categories.Find(request.CategoryId) is null,
            "category_id",
            "is not a known category");
    }
}
