using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Directory;

/// <summary>Units and places as the contract shows them.</summary>
internal static class DirectoryMap
{
    public static Unit Of(HandlingUnit unit, UnitTree tree)
    {
        var message = new Unit
        {
            UnitId = unit.UnitId,
            Name = unit.Name,
            ShortName = unit.ShortName,
            Kind = unit.Kind,
            ParentId = unit.ParentId,
            Level = unit.Level,
            IsActive = unit.IsActive,
        };
        message.Scope.AddRange(tree.ScopeOf(unit.UnitId));
        return message;
    }

    public static ResolvePlaceResponse Of(PlaceAnswer answer)
    {
        var message = new ResolvePlaceResponse { Explanation = answer.Explanation };
        if (answer.Place is { } place)
        {
            message.Place = Of(place);
        }

        message.Candidates.AddRange(answer.Candidates.Select(Of));
        return message;
    }

    private static ResolvedPlace Of(FoundPlace place) => new()
    {
        TownId = place.Town.UnitId,
        TownName = place.Town.Name,
        VillageId = place.Village?.UnitId ?? "",
        VillageName = place.Village?.Name ?? "",
    };
}
