using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>
/// One edition of directory, categories and catalogue as a whole (版次): what a route rests on is always one of these, with author,
/// reason and effective date. Stored as a document of its own, never changed.
/// </summary>
public sealed record ReferenceEdition
{
    public required int Edition { get; init; }

    public required DateTime EffectiveFrom { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }

    /// <summary>Of the contents only: two editions with the same fingerprint decide alike.</summary>
    public required string Fingerprint { get; init; }

    public DateTime RecordedAt { get; init; }

    /// <summary>Empty in editions of before they were known.</summary>
    public IReadOnlyList<District> Districts { get; init; } = [];

    public required IReadOnlyList<HandlingUnit> Units { get; init; }

    public required IReadOnlyList<Category> Categories { get; init; }

    public required IReadOnlyList<DispatchRule> Rules { get; init; }
}
