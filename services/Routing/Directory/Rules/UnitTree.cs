using System.Collections.Frozen;

namespace Hotline.Routing.Directory.Rules;

/// <summary>The tree of units, whole and consistent once built: one root, every parent known, every kind in its place.</summary>
public sealed class UnitTree
{
    private readonly FrozenDictionary<string, HandlingUnit> _byId;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _scopes;

    private UnitTree(HandlingUnit root, IReadOnlyList<HandlingUnit> ordered)
    {
        Root = root;
        Units = ordered;
        _byId = ordered.ToFrozenDictionary(u => u.UnitId);
        _scopes = ordered.ToFrozenDictionary(u => u.UnitId, u => (IReadOnlyList<string>)[.. Upward(u).Select(a => a.UnitId)]);
    }

    /// <summary>The district centre, which sees everything.</summary>
    public HandlingUnit Root { get; }

    /// <summary>Parents before children, otherwise as the files have them.</summary>
    public IReadOnlyList<HandlingUnit> Units { get; }

    /// <summary>Builds the tree, or says everything that is wrong with it.</summary>
    /// <exception cref="InvalidDataException">It is not consistent; the message names everything that is wrong.</exception>
    public static UnitTree Create(IReadOnlyList<HandlingUnit> units)
    {
        var problems = UnitTreeProblems.Of(units);
        if (problems.Count > 0)
        {
            throw new InvalidDataException($"The directory is not consistent: {string.Join(' ', problems)}");
        }

        var children = units.ToLookup(u => u.ParentId);
        var root = children[""].Single();
        var ordered = new List<HandlingUnit>(units.Count);
        void Visit(HandlingUnit unit)
        {
            ordered.Add(unit);
            foreach (var child in children[unit.UnitId])
            {
                Visit(child);
            }
        }

        Visit(root);
        return new UnitTree(root, ordered);
    }

    /// <summary>Null when the id is unknown.</summary>
    public HandlingUnit? Find(string unitId) => _byId.GetValueOrDefault(unitId);

    /// <summary>The unit of a known id.</summary>
    /// <exception cref="KeyNotFoundException">The id is unknown.</exception>
    public HandlingUnit Get(string unitId) => _byId[unitId];

    /// <summary>The unit and all its ancestors, itself first (可见范围).</summary>
    /// <exception cref="KeyNotFoundException">The id is unknown.</exception>
    public IReadOnlyList<string> ScopeOf(string unitId) => _scopes[unitId];

    /// <summary>Whether a unit stands strictly below another; false when either is unknown.</summary>
    public bool IsBelow(string unitId, string ancestorId) =>
        unitId != ancestorId && _scopes.TryGetValue(unitId, out var scope) && scope.Contains(ancestorId);

    /// <summary>All units strictly below one, parents before children.</summary>
    public IEnumerable<HandlingUnit> Subtree(string unitId) => Units.Where(u => IsBelow(u.UnitId, unitId));

    /// <summary>The street, town or area that the unit is or stands in; null for what has no territory.</summary>
    public HandlingUnit? TownOf(string unitId) =>
        Find(unitId) is { } unit ? Upward(unit).FirstOrDefault(u => UnitKinds.IsTownLevel(u.Kind)) : null;

    private IEnumerable<HandlingUnit> Upward(HandlingUnit unit)
    {
        for (var current = unit; current is not null; current = Find(current.ParentId))
        {
            yield return current;
        }
    }
}
