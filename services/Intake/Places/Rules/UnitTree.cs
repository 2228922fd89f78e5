using Hotline.Chassis.Reference;
using Hotline.Routing.V1;

namespace Hotline.Intake.Places.Rules;

/// <summary>What Intake needs of a unit.</summary>
public sealed record KnownUnit(string Id, string ParentId, UnitKind Kind, string Name)
{
    /// <summary>A street, a town or an area.</summary>
    public bool IsTown => Kind is UnitKind.Street or UnitKind.Town or UnitKind.Area;

    /// <summary>A village or a community.</summary>
    public bool IsVillage => Kind is UnitKind.Village or UnitKind.Community;
}

/// <summary>The tree of units at one moment; never changed, only replaced.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<string, KnownUnit> _byId;

    public UnitTree(IEnumerable<KnownUnit> units)
    {
        _byId = units.ToDictionary(unit => unit.Id);
        Root = _byId.Values.Single(unit => unit.ParentId.Length == 0);
    }

    public static UnitTree Of(IEnumerable<UnitRow> rows) =>
        new(rows.Select(row => new KnownUnit(row.UnitId, row.ParentId, row.Kind, row.Name)));

    public KnownUnit Root { get; }

    /// <summary>Null when no unit has this id.</summary>
    public KnownUnit? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The unit and all its ancestors, itself first.</summary>
    public IReadOnlyList<string> ScopeOf(string id)
    {
        var scope = new List<string>(4);
        for (var unit = Find(id); unit is not null && scope.Count < 16; unit = Find(unit.ParentId))
        {
            scope.Add(unit.Id);
        }

        return scope;
    }

    /// <summary>The unit and all below it, itself first; empty when no unit has this id.</summary>
    public IReadOnlyList<string> SubtreeOf(string id) =>
        [.. _byId.Keys.Where(each => ScopeOf(each).Contains(id)).OrderBy(each => each != id)];
}
