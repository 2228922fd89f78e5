using Hotline.Chassis.Store;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Catalogue;

/// <summary>What is stored of an edition: all that its files said.</summary>
public static class ReferenceBson
{
    public static void MapStored()
    {
        Stored.Map<ReferenceEdition>(
            nameof(ReferenceEdition.Edition), nameof(ReferenceEdition.EffectiveFrom), nameof(ReferenceEdition.Author),
            nameof(ReferenceEdition.Reason), nameof(ReferenceEdition.Fingerprint), nameof(ReferenceEdition.RecordedAt),
            nameof(ReferenceEdition.Districts), nameof(ReferenceEdition.Units), nameof(ReferenceEdition.Categories),
            nameof(ReferenceEdition.Rules), nameof(ReferenceEdition.LevelAboveUnitId), nameof(ReferenceEdition.CityNames));
        Stored.Map<Category>(nameof(Category.CategoryId), nameof(Category.Name), nameof(Category.DefaultUrgency));
        Stored.Map<DispatchRule>(
            nameof(DispatchRule.EntryId), nameof(DispatchRule.CategoryId), nameof(DispatchRule.Responsibility),
            nameof(DispatchRule.LeadUnitId), nameof(DispatchRule.CoHandlerUnitIds), nameof(DispatchRule.NeedsConfirmation),
            nameof(DispatchRule.Basis));
        Stored.Map<District>(nameof(District.DistrictId), nameof(District.Name));
        Stored.Map<HandlingUnit>(
            nameof(HandlingUnit.UnitId), nameof(HandlingUnit.ParentId), nameof(HandlingUnit.Kind), nameof(HandlingUnit.Name),
            nameof(HandlingUnit.ShortName), nameof(HandlingUnit.Aliases), nameof(HandlingUnit.IsActive));
    }
}
