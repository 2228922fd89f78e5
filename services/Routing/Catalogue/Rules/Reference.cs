using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>An edition, checked and ready to be asked; immutable, shared by all requests.</summary>
public sealed class Reference
{
    /// <summary>Checks an edition.</summary>
    /// <exception cref="InvalidDataException">It is not consistent; the message names what is wrong.</exception>
    public Reference(ReferenceEdition edition)
    {
        Edition = edition;
        Units = UnitTree.Create(edition.Units);
        LevelAbove = Above(edition.LevelAboveUnitId);
        Categories = CategoryTree.Create(edition.Categories);
        Catalogue = DispatchCatalogue.Create(edition.Rules, Categories, Units);
        var cities = edition.CityNames;
        Places = new PlaceResolver(Units, new OtherDistricts(edition.Districts, Units.Root, cities), cities);
    }

    public ReferenceEdition Edition { get; }

    public UnitTree Units { get; }

    /// <summary>The unit that gets what the root may not handle.</summary>
    public HandlingUnit LevelAbove { get; }

    public CategoryTree Categories { get; }

    public DispatchCatalogue Catalogue { get; }

    public PlaceResolver Places { get; }

    /// <summary>What a decision notes as its basis, for instance "1-3f9c2ab04d1e".</summary>
    public string Version => $"{Edition.Edition}-{Edition.Fingerprint}";

    private HandlingUnit Above(string unitId) => Units.Find(unitId) is { IsActive: true, Kind: UnitKind.ExternalCoordinated } unit
        ? unit
        : throw new InvalidDataException($"The level above, {unitId}, is no active unit of kind EXTERNAL_COORDINATED.");
}
