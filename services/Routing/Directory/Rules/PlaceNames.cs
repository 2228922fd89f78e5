using System.Collections.Frozen;

namespace Hotline.Routing.Directory.Rules;

/// <summary>
/// Finds villages, communities and towns by what people call them. A longer text must begin with the name (李各庄村东口, 密云镇李各庄村):
/// a name somewhere inside may be another district's.
/// </summary>
public sealed class PlaceNames
{
    private static readonly string[] Endings = ["村", "社区"];
    private readonly IReadOnlyList<string> _prefixes;
    private readonly IReadOnlyList<HandlingUnit> _places;
    private readonly FrozenDictionary<string, IReadOnlyList<HandlingUnit>> _names;
    private readonly FrozenDictionary<string, IReadOnlyList<HandlingUnit>> _stems;

    /// <param name="tree">The units.</param>
    /// <param name="cities">What people call the city, before everything else.</param>
    public PlaceNames(UnitTree tree, IReadOnlyList<string> cities)
    {
        _prefixes = [.. cities, .. tree.Root.Aliases];
        // The longest name first, so that a text is not taken for a shorter name with which it begins too.
        _places =
        [
            .. tree.Units
                .Where(u => UnitKinds.IsTownLevel(u.Kind) || UnitKinds.IsVillageLevel(u.Kind))
                .OrderByDescending(u => u.Name.Length),
        ];
        _names = IndexOf(_places, u => [u.Name, u.ShortName, .. u.Aliases]);
        _stems = IndexOf(_places, u => Endings.Where(e => u.Name.EndsWith(e, StringComparison.Ordinal)).Select(e => u.Name[..^e.Length]));
    }

    /// <summary>
    /// All units the words may mean: the exact name first (太师屯镇 is the town, not 太师屯镇社区), then, where a person chose the words as
    /// a name, the name without its ending (李各庄), then the names with which a longer text begins.
    /// </summary>
    public IReadOnlyList<HandlingUnit> Search(string words, bool isName)
    {
        var text = Bare(words);
        if (_names.TryGetValue(text, out var exact) || (isName && _stems.TryGetValue(text, out exact)))
        {
            return exact;
        }

        if (Beginning(text, u => UnitKinds.IsTownLevel(u.Kind)) is not [var town])
        {
            return Beginning(text, u => UnitKinds.IsVillageLevel(u.Kind));
        }

        var rest = text[town.Name.Length..];
        var within = Beginning(rest, u => u.ParentId == town.UnitId && UnitKinds.IsVillageLevel(u.Kind));
        return within.Count > 0 ? within : [town];
    }

    private IReadOnlyList<HandlingUnit> Beginning(string text, Func<HandlingUnit, bool> wanted)
    {
        var first = _places.FirstOrDefault(u => wanted(u) && text.StartsWith(u.Name, StringComparison.Ordinal));
        return first is null ? [] : [.. _places.Where(u => wanted(u) && u.Name == first.Name)];
    }

    private string Bare(string words)
    {
        var text = string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
        foreach (var prefix in _prefixes.Where(p => text.Length > p.Length && text.StartsWith(p, StringComparison.Ordinal)))
        {
            text = text[prefix.Length..];
        }

        return text;
    }

    private static FrozenDictionary<string, IReadOnlyList<HandlingUnit>> IndexOf(
        IReadOnlyList<HandlingUnit> places, Func<HandlingUnit, IEnumerable<string>> names) =>
        places
            .SelectMany(u => names(u).Distinct().Select(name => (name, u)))
            .GroupBy(p => p.name)
            .ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<HandlingUnit>)[.. g.Select(p => p.u)]);
}
