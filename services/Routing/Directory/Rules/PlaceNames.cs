using System.Collections.Frozen;

namespace Hotline.Routing.Directory.Rules;

/// <summary>Finds villages, communities and towns by what people call them.</summary>
public sealed class PlaceNames
{
    private const int ShortestContained = 3;
    private static readonly string[] Endings = ["村", "社区"];
    private readonly FrozenDictionary<string, IReadOnlyList<HandlingUnit>> _names;
    private readonly FrozenDictionary<string, IReadOnlyList<HandlingUnit>> _stems;
    private readonly IReadOnlyList<(string Name, HandlingUnit Unit)> _full;

    public PlaceNames(UnitTree tree)
    {
        var places = tree.Units.Where(u => UnitKinds.IsTownLevel(u.Kind) || UnitKinds.IsVillageLevel(u.Kind)).ToList();
        _names = IndexOf(places, u => [u.Name, u.ShortName, .. u.Aliases]);
        _stems = IndexOf(places, u => Endings.Where(e => u.Name.EndsWith(e, StringComparison.Ordinal)).Select(e => u.Name[..^e.Length]));
        _full = [.. places.Where(u => u.Name.Length >= ShortestContained).Select(u => (u.Name, u))];
    }

    /// <summary>
    /// All units the words may mean: the exact name first (太师屯镇 is the town, not 太师屯镇社区), then the name without its ending
    /// (李各庄), then full names inside a longer text.
    /// </summary>
    public IReadOnlyList<HandlingUnit> Search(string words)
    {
        var name = string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
        if (_names.TryGetValue(name, out var exact) || _stems.TryGetValue(name, out exact))
        {
            return exact;
        }

        var inside = _full.Where(p => name.Contains(p.Name)).ToList();
        // 大唐庄村 contains 唐庄村: only the longest name was said.
        var said = inside.Where(p => !inside.Any(o => o.Name.Length > p.Name.Length && o.Name.Contains(p.Name))).Select(p => p.Unit).ToList();
        var towns = said.Where(u => UnitKinds.IsTownLevel(u.Kind)).Select(u => u.UnitId).ToHashSet();
        var villages = said.Where(u => UnitKinds.IsVillageLevel(u.Kind)).ToList();
        var within = villages.Where(v => towns.Contains(v.ParentId)).ToList();
        return within.Count > 0 ? within : said;
    }

    private static FrozenDictionary<string, IReadOnlyList<HandlingUnit>> IndexOf(
        IReadOnlyList<HandlingUnit> places, Func<HandlingUnit, IEnumerable<string>> names) =>
        places
            .SelectMany(u => names(u).Distinct().Select(name => (name, u)))
            .GroupBy(p => p.name)
            .ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<HandlingUnit>)[.. g.Select(p => p.u)]);
}
