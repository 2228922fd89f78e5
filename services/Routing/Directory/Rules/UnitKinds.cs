using System.Collections.Frozen;
using Hotline.Routing.V1;

namespace Hotline.Routing.Directory.Rules;

/// <summary>What each kind of unit is in the tree, docs/domain/units.md: its level and the kinds it may stand under.</summary>
public static class UnitKinds
{
    private static readonly FrozenDictionary<UnitKind, (int Level, UnitKind[] Parents)> Table =
        new Dictionary<UnitKind, (int Level, UnitKind[] Parents)>
        {
            [UnitKind.DistrictCenter] = (1, []),
            [UnitKind.Street] = (2, [UnitKind.DistrictCenter]),
            [UnitKind.Town] = (2, [UnitKind.DistrictCenter]),
            [UnitKind.Area] = (2, [UnitKind.DistrictCenter]),
            [UnitKind.Department] = (2, [UnitKind.DistrictCenter]),
            [UnitKind.Enterprise] = (2, [UnitKind.DistrictCenter]),
            [UnitKind.ExternalCoordinated] = (2, [UnitKind.DistrictCenter]),
            [UnitKind.TownOffice] = (3, [UnitKind.Street, UnitKind.Town, UnitKind.Area]),
            [UnitKind.Section] = (3, [UnitKind.Department, UnitKind.Enterprise]),
            [UnitKind.Village] = (3, [UnitKind.Street, UnitKind.Town, UnitKind.Area]),
            [UnitKind.Community] = (3, [UnitKind.Street, UnitKind.Town, UnitKind.Area]),
        }.ToFrozenDictionary();

    /// <summary>The last level: villages, communities, offices and sections.</summary>
    public const int Last = 3;

    /// <summary>1 the district centre, 2 what stands under it, 3 the last level.</summary>
    public static int LevelOf(UnitKind kind) => Table[kind].Level;

    /// <summary>Whether the directory may place one kind under the other.</summary>
    public static bool MayStandUnder(UnitKind child, UnitKind parent) => Table[child].Parents.Contains(parent);

    /// <summary>Leads by territory (属地): street, town, area.</summary>
    public static bool IsTownLevel(UnitKind kind) => kind is UnitKind.Street or UnitKind.Town or UnitKind.Area;

    /// <summary>Whether the kind is a village or a community.</summary>
    public static bool IsVillageLevel(UnitKind kind) => kind is UnitKind.Village or UnitKind.Community;
}
