using System.Collections.Frozen;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>The dispatch catalogue (派单目录), consistent with categories and units once built.</summary>
public sealed class DispatchCatalogue
{
    private readonly FrozenDictionary<string, DispatchRule> _byCategory;
    private readonly CategoryTree _categories;

    private DispatchCatalogue(IReadOnlyList<DispatchRule> rules, CategoryTree categories)
    {
        Rules = [.. rules.OrderBy(r => r.CategoryId, StringComparer.Ordinal)];
        _byCategory = rules.ToFrozenDictionary(r => r.CategoryId);
        _categories = categories;
    }

    /// <summary>By category id.</summary>
    public IReadOnlyList<DispatchRule> Rules { get; }

    /// <summary>Builds the catalogue.</summary>
    /// <exception cref="InvalidDataException">
    /// An entry stands twice, or names a category or unit that is unknown or takes no tickets; the message names all of them.
    /// </exception>
    public static DispatchCatalogue Create(IReadOnlyList<DispatchRule> rules, CategoryTree categories, UnitTree units)
    {
        var problems = rules.GroupBy(r => r.EntryId).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands {g.Count()} times.")
            .Concat(rules.GroupBy(r => r.CategoryId).Where(g => g.Count() > 1).Select(g => $"{g.Key} has {g.Count()} entries."))
            .Concat(rules.SelectMany(r => ProblemsOf(r, categories, units)))
            .ToList();
        return problems.Count == 0
            ? new DispatchCatalogue(rules, categories)
            : throw new InvalidDataException($"The dispatch catalogue is not consistent: {string.Join(' ', problems)}");
    }

    /// <summary>All entries that cover the category, the longest match first: the first one decides, the others lost.</summary>
    public IReadOnlyList<DispatchRule> Match(string categoryId) =>
        [.. _categories.Upward(categoryId).Select(c => _byCategory.GetValueOrDefault(c.CategoryId)).OfType<DispatchRule>()];

    private static IEnumerable<string> ProblemsOf(DispatchRule rule, CategoryTree categories, UnitTree units)
    {
        if (categories.Find(rule.CategoryId) is null)
        {
            yield return $"{rule.EntryId}: the category {rule.CategoryId} is unknown.";
        }

        if ((rule.Responsibility is Responsibility.Duty) == (rule.LeadUnitId.Length == 0))
        {
            yield return $"{rule.EntryId}: a leading unit belongs to DUTY, and only there.";
        }

        var named = rule.CoHandlerUnitIds.Concat(rule.LeadUnitId.Length > 0 ? [rule.LeadUnitId] : []).ToList();
        if (named.Distinct().Count() != named.Count)
        {
            yield return $"{rule.EntryId}: a unit is named twice.";
        }

        foreach (var unitId in named)
        {
            if (units.Find(unitId) is not { TakesTickets: true })
            {
                yield return $"{rule.EntryId}: the unit {unitId} is unknown, inactive or reached by coordination only.";
            }
        }
    }
}
