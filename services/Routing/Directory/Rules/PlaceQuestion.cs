namespace Hotline.Routing.Directory.Rules;

/// <summary>
/// What is known of a place; every part may be empty. The words may be a name that a person chose as such, who will see the answer, or
/// the free text of a location, from which nothing is guessed.
/// </summary>
/// <param name="TownId">The town or street, by id.</param>
/// <param name="VillageId">The village or community, by id.</param>
/// <param name="Words">A name, or the location in words.</param>
/// <param name="IsName">The words are a name.</param>
public sealed record PlaceQuestion(string TownId = "", string VillageId = "", string Words = "", bool IsName = false)
{
    /// <summary>Whether nothing was said.</summary>
    public bool IsEmpty => TownId.Length == 0 && VillageId.Length == 0 && Words.Length == 0;
}

/// <summary>How well a place was understood.</summary>
public enum PlaceFinding
{
    /// <summary>Nothing was said.</summary>
    NotGiven,

    /// <summary>One town, perhaps with its village.</summary>
    Resolved,

    /// <summary>Several fit: a person must ask.</summary>
    Ambiguous,

    /// <summary>Nothing fits.</summary>
    Unknown,

    /// <summary>A village that does not lie in the town said.</summary>
    Contradictory,

    /// <summary>Another district, by its code or by its name.</summary>
    Outside,
}

/// <summary>A town, perhaps with a village.</summary>
public sealed record FoundPlace(HandlingUnit Town, HandlingUnit? Village)
{
    public string Shown => Village is null ? Town.Name : $"{Town.Name}{Village.Name}";
}

/// <summary>What fits, and how it was understood, for people.</summary>
/// <param name="Finding">How well it was understood.</param>
/// <param name="Place">Set when resolved.</param>
/// <param name="Candidates">What fits, when several do.</param>
/// <param name="Explanation">A sentence in Chinese, for people.</param>
public sealed record PlaceAnswer(PlaceFinding Finding, FoundPlace? Place, IReadOnlyList<FoundPlace> Candidates, string Explanation);
