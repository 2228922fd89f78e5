using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>An edition, checked and ready to be asked; immutable, shared by all requests.</summary>
public sealed class Reference
{
    public Reference(ReferenceEdition edition)
    {
        Edition = edition;
        Units = UnitTree.Create(edition.Units);
        Categories = CategoryTree.Create(edition.Categories);
        Catalogue = DispatchCatalogue.Create(edition.Rules, Categories, Units);
        Places = new PlaceResolver(Units, new OtherDistricts(edition.Districts, Units.Root));
    }

    public ReferenceEdition Edition { get; }

    public UnitTree Units { get; }

    public CategoryTree Categories { get; }

    public DispatchCatalogue Catalogue { get; }

    public PlaceResolver Places { get; }

    /// <summary>What a decision notes as its basis, for instance "1-3f9c2ab04d1e".</summary>
    public string Version => $"{Edition.Edition}-{Edition.Fingerprint}";
}
