using Hotline.Routing.V1;

namespace Hotline.Routing.Directory.Rules;

/// <summary>Everything that is wrong with a list of units, in sentences for the person who edited it.</summary>
public static class UnitTreeProblems
{
    /// <summary>Everything that is wrong, in sentences; empty when nothing is.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<HandlingUnit> units)
    {
        var problems = new List<string>();
        foreach (var twice in units.GroupBy(u => u.UnitId).Where(g => g.Count() > 1))
        {
            problems.Add($"{twice.Key} stands {twice.Count()} times.");
        }

        var byId = units.DistinctBy(u => u.UnitId).ToDictionary(u => u.UnitId);
        var roots = units.Where(u => u.ParentId.Length == 0).Select(u => u.UnitId).ToList();
        if (roots.Count != 1 || byId[roots[0]].Kind is not UnitKind.DistrictCenter)
        {
            problems.Add($"one root of kind DISTRICT_CENTER is needed, found: {string.Join(", ", roots)}.");
        }

        foreach (var unit in units)
        {
            problems.AddRange(OfOne(unit, byId));
        }

        foreach (var same in units.GroupBy(u => (u.ParentId, u.Name)).Where(g => g.Count() > 1))
        {
            problems.Add($"{same.Key.Name} stands {same.Count()} times under {same.Key.ParentId}.");
        }

        return problems;
    }

    private static IEnumerable<string> OfOne(HandlingUnit unit, Dictionary<string, HandlingUnit> byId)
    {
        if (unit.UnitId.Length == 0 || unit.Name.Length == 0 || unit.ShortName.Length == 0)
        {
            yield return $"{unit.UnitId} {unit.Name}: id, name and short name are needed.";
        }

        if (unit.ParentId.Length == 0)
        {
            yield break;
        }

        if (!byId.TryGetValue(unit.ParentId, out var parent))
        {
            yield return $"{unit.UnitId}: its parent {unit.ParentId} is unknown.";
        }
        else if (!UnitKinds.MayStandUnder(unit.Kind, parent.Kind))
        {
            // Levels rise strictly along parents, so a loop always shows up here.
            yield return $"{unit.UnitId}: {unit.Kind} may not stand under {parent.Kind}.";
        }
    }
}
