using Hotline.Routing.Catalogue.Rules;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Turns a decision's targets into assignments: numbers them, names the units and widens the record's scope.</summary>
internal static class Assigning
{
    public static DispatchRecord Add(
        DispatchRecord record,
        DecisionContext context,
        Reference reference,
        DispatchDecision decision,
        string parentAssignmentId = "",
        IReadOnlyList<string>? mandatoryUnitIds = null,
        IReadOnlyList<string>? contactingUnitIds = null)
    {
        var first = record.Assignments.Count + 1;
        var added = decision.Targets.Select((target, i) => new RoutedUnit
        {
            AssignmentId = $"a{first + i}",
            Version = context.Version,
            UnitId = target.UnitId,
            UnitName = target.UnitName,
            Scope = reference.Units.ScopeOf(target.UnitId),
            Role = target.Role,
            DispatchedAt = context.At,
            DispatchedBy = context.Actor,
            ParentAssignmentId = parentAssignmentId,
            Reason = target.Reason,
            RuleId = decision.RuleId,
            IsMandatory = mandatoryUnitIds?.Contains(target.UnitId) ?? false,
            NeedsContact = target.Role == AssignmentRole.Lead || (contactingUnitIds?.Contains(target.UnitId) ?? false),
        });
        IReadOnlyList<RoutedUnit> all = [.. record.Assignments, .. added];
        return record with
        {
            Assignments = all,
            Decisions =
            [
                .. record.Decisions,
                new() { Version = context.Version, DecidedAt = context.At, Actor = context.Actor, Decision = decision },
            ],
            QueueUnitId = null,
            Scope = [.. record.Scope.Concat(all.SelectMany(a => a.Scope)).Except(record.HiddenFrom)],
        };
    }
}
