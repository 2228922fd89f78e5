using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>
/// One edition of directory, categories and catalogue as a whole (版次): what a route rests on is always one of these, with author,
/// reason and effective date. Stored as a document of its own, never changed.
/// </summary>
public sealed record ReferenceEdition
{
    /// <summary>Its number; each is higher than the one before.</summary>
    public required int Edition { get; init; }

    /// <summary>UTC. Before it the edition that was in force stays in force.</summary>
    public required DateTime EffectiveFrom { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }

    /// <summary>Of the contents only: two editions with the same fingerprint decide alike.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The unit of kind EXTERNAL_COORDINATED that gets what the root may not handle.</summary>
    public required string LevelAboveUnitId { get; init; }

    /// <summary>What people call the city before the name of a district, the longest first.</summary>
    public IReadOnlyList<string> CityNames { get; init; } = [];

    /// <summary>When this suite stored it.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Empty in editions of before they were known.</summary>
    public IReadOnlyList<District> Districts { get; init; } = [];

    public required IReadOnlyList<HandlingUnit> Units { get; init; }

    public required IReadOnlyList<Category> Categories { get; init; }

    public required IReadOnlyList<DispatchRule> Rules { get; init; }
}
