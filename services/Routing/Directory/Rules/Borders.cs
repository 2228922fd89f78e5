namespace Hotline.Routing.Directory.Rules;

/// <summary>
/// Locations on the border of two places (区域交叉): 密云镇与十里堡镇交界处. The one that is named first is not the one that is responsible.
/// </summary>
public sealed class Borders(UnitTree tree)
{
    private static readonly string[] Words = ["交界", "交接", "接壤", "分界", "边界", "之间"];

    // The longest name first, so that a text is not taken for a shorter name with which it begins too.
    private readonly HandlingUnit[] _places =
    [
        .. tree.Units
            .Where(unit => UnitKinds.IsTownLevel(unit.Kind) || UnitKinds.IsVillageLevel(unit.Kind))
            .OrderByDescending(unit => unit.Name.Length),
    ];

    /// <summary>The places between which a location lies; fewer than two when it speaks of no border, or of one place alone.</summary>
    public IReadOnlyList<FoundPlace> Between(string location)
    {
        var text = string.Concat(location.Where(c => !char.IsWhiteSpace(c)));
        var found = new List<FoundPlace>();
        if (!Words.Any(word => text.Contains(word, StringComparison.Ordinal)))
        {
            return found;
        }

        for (var at = 0; at < text.Length;)
        {
            var named = At(text, at);
            foreach (var unit in named)
            {
                Add(found, unit);
            }

            at += named.Count > 0 ? named[0].Name.Length : 1;
        }

        return [.. found.Distinct()];
    }

    private List<HandlingUnit> At(string text, int at)
    {
        var first = _places.FirstOrDefault(unit => string.CompareOrdinal(text, at, unit.Name, 0, unit.Name.Length) == 0);
        return first is null ? [] : [.. _places.Where(unit => unit.Name == first.Name)];
    }

    /// <summary>A village after its town, as in 密云镇李各庄村, is one place.</summary>
    private void Add(List<FoundPlace> found, HandlingUnit unit)
    {
        if (UnitKinds.IsTownLevel(unit.Kind))
        {
            found.Add(new(unit, null));
            return;
        }

        var town = tree.TownOf(unit.UnitId)!;
        if (found is [.., { Village: null } last] && last.Town == town)
        {
            found.RemoveAt(found.Count - 1);
        }

        found.Add(new(town, unit));
    }
}
