using Hotline.Chassis.Errors;
using Hotline.Routing.V1;

namespace Hotline.Routing.Directory;

public sealed class GetUnitValidator : IValidator<GetUnitRequest>
{
    public void Check(GetUnitRequest request, Violations violations) => violations.Id("unit_id", request.UnitId);
}

public sealed class ListUnitsValidator : IValidator<ListUnitsRequest>
{
    public void Check(ListUnitsRequest request, Violations violations)
    {
        violations.OptionalId("parent_id", request.ParentId);
        violations.PageSize(request.PageSize);
        for (var i = 0; i < request.Kinds.Count; i++)
        {
            violations.Chosen($"kinds[{i}]", request.Kinds[i]);
        }
    }
}

public sealed class ResolvePlaceValidator : IValidator<ResolvePlaceRequest>
{
    private const int LongestName = 100;

    public void Check(ResolvePlaceRequest request, Violations violations)
    {
        violations.OptionalId("town_id", request.TownId);
        violations.OptionalId("village_id", request.VillageId);
        violations.Text("name", request.Name, 0, LongestName);
        violations.When(
            request.TownId.Length == 0 && request.VillageId.Length == 0 && VisibleText.IsBlank(request.Name),
            "name",
            "is required when no id is given");
    }
}
