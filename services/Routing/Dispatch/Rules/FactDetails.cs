namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What a fact tells of a decision, short and masked.</summary>
internal static class FactDetails
{
    public static IReadOnlyDictionary<string, string> Of(DispatchDecision decision, IEnumerable<RoutedUnit> added)
    {
        var details = new Dictionary<string, string>
        {
            ["reason"] = decision.Reason,
            ["catalogue_version"] = decision.CatalogueVersion,
        };
        if (decision.RuleId.Length > 0)
        {
            details["rule_id"] = decision.RuleId;
        }

        if (decision.QueueUnitId.Length > 0)
        {
            details["queue_unit_id"] = decision.QueueUnitId;
        }

        foreach (var part in added)
        {
            details[part.AssignmentId] = part.UnitId;
        }

        return details;
    }
}
