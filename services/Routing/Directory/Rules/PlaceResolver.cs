namespace Hotline.Routing.Directory.Rules;

/// <summary>Rule R11: the place decides the town, upward from the village when the town is unknown; never guesses.</summary>
/// <param name="tree">The units.</param>
/// <param name="others">The city's other districts.</param>
/// <param name="cities">What people call the city, the longest first.</param>
public sealed class PlaceResolver(UnitTree tree, OtherDistricts others, IReadOnlyList<string> cities)
{
    /// <summary>Candidates of an answer at most; more would not be read.</summary>
    public const int MostCandidates = 20;
    private const int TownCodeLength = 9;
    private const int VillageCodeLength = 12;
    private readonly PlaceNames _names = new(tree, cities);
    private readonly Borders _borders = new(tree);

    /// <summary>Never throws and never guesses: what is not certain is a finding of its own.</summary>
    public PlaceAnswer Resolve(PlaceQuestion question)
    {
        if (question.IsEmpty)
        {
            return new(PlaceFinding.NotGiven, null, [], "未提供地点");
        }

        if (OutsideCode(question.VillageId, VillageCodeLength) || OutsideCode(question.TownId, TownCodeLength))
        {
            return Outside("地点");
        }

        var (town, village) = (tree.Find(question.TownId), tree.Find(question.VillageId));
        if ((question.TownId.Length > 0 && !IsTownId(question.TownId))
            || (question.VillageId.Length > 0 && !IsVillageId(question.VillageId)))
        {
            return new(PlaceFinding.Unknown, null, [], "组织机构中没有这个街乡镇或村社区标识");
        }

        if (village is not null)
        {
            return ByVillage(town, village);
        }

        return question.Words.Length == 0 ? One(new(town!, null), $"按标识确定为{town!.Name}") : ByWords(town, question);
    }

    /// <summary>A town of the tree, or one of another district.</summary>
    public bool IsTownId(string id) =>
        OutsideCode(id, TownCodeLength) || (tree.Find(id) is { } unit && UnitKinds.IsTownLevel(unit.Kind));

    /// <summary>A village or community of the tree, or one of another district.</summary>
    public bool IsVillageId(string id) =>
        OutsideCode(id, VillageCodeLength) || (tree.Find(id) is { } unit && UnitKinds.IsVillageLevel(unit.Kind));

    private PlaceAnswer ByVillage(HandlingUnit? town, HandlingUnit village)
    {
        var its = tree.TownOf(village.UnitId)!;
        if (town is not null && town != its)
        {
            return new(
                PlaceFinding.Contradictory,
                null,
                [new(its, village), new(town, null)],
                $"{village.Name}属于{its.Name}，与所填{town.Name}不一致");
        }

        return One(new(its, village), town is null ? $"街乡镇不详，由{village.Name}上溯到{its.Name}" : $"{village.Name}在{its.Name}");
    }

    private PlaceAnswer ByWords(HandlingUnit? town, PlaceQuestion question)
    {
        if (town is null && others.Named(question.Words) is { } district)
        {
            return Outside($"地点在{district}，");
        }

        if (town is null && _borders.Between(question.Words) is { Count: > 1 } between)
        {
            return OnBorder(between);
        }

        var found = _names.Search(question.Words, question.IsName)
            .Select(u => UnitKinds.IsTownLevel(u.Kind) ? new FoundPlace(u, null) : new FoundPlace(tree.TownOf(u.UnitId)!, u))
            .ToList();
        if (town is not null)
        {
            // The town is known: words only add the village, and words that mean nothing there change nothing.
            var inside = found.Where(f => f.Town == town && f.Village is not null).ToList();
            return inside.Count == 1
                ? One(inside[0], $"{town.Name}内的{inside[0].Village!.Name}")
                : One(new(town, null), $"按标识确定为{town.Name}");
        }

        return found.Count switch
        {
            0 => new(PlaceFinding.Unknown, null, [], "没有名称相符的街乡镇或村社区"),
            1 when found[0].Village is { } village => One(found[0], $"{village.Name}在本区唯一，上溯到{found[0].Town.Name}"),
            1 => One(found[0], $"按名称确定为{found[0].Town.Name}"),
            _ => new(
                PlaceFinding.Ambiguous,
                null,
                [.. found.Take(MostCandidates)],
                $"名称相符的有{found.Count}处（{string.Join('、', found.Take(MostCandidates).Select(f => f.Shown))}），须问清"),
        };
    }

    private static PlaceAnswer OnBorder(IReadOnlyList<FoundPlace> between)
    {
        var named = string.Join('、', between.Take(MostCandidates).Select(place => place.Shown));
        return between.DistinctBy(place => place.Town).Count() == 1
            ? One(new(between[0].Town, null), $"在{named}之间，同属{between[0].Town.Name}")
            : new(PlaceFinding.Ambiguous, null, [.. between.Take(MostCandidates)], $"在{named}交界处，须问清");
    }

    private PlaceAnswer Outside(string what) =>
        new(PlaceFinding.Outside, null, [], $"{what}不在{tree.Root.Aliases.FirstOrDefault(tree.Root.Name)}范围内");

    private static PlaceAnswer One(FoundPlace place, string explanation) => new(PlaceFinding.Resolved, place, [place], explanation);

    private bool OutsideCode(string id, int length) =>
        id.Length == length && id.All(char.IsAsciiDigit) && !id.StartsWith(tree.Root.UnitId, StringComparison.Ordinal);
}
