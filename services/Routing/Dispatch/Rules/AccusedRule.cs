using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>
/// Rule R15: who is complained about never handles it alone, and never leads.
/// A village is answered by its town. A company is answered by the department that oversees it, where the catalogue names one. Any other
/// accused lead (a town, a department) is answered one level up, and because that is the district centre itself, by a person's decision.
/// A complaint about the district centre has no level above it in this deployment: a person carries it to the city.
/// </summary>
internal static class AccusedRule
{
    public static void Apply(DispatchDraft draft)
    {
        var units = draft.Reference.Units;
        if (draft.Question.AccusedUnitId.Length == 0)
        {
            draft.Miss("R15", "没有被诉单位");
        }
        else if (units.Find(draft.Question.AccusedUnitId) is not { } accused)
        {
            draft.Miss("R15", "被诉单位不在组织机构中");
        }
        else if (accused == draft.Root)
        {
            draft.Hit("R15", $"被诉单位就是{accused.Name}，没有更高一级，由人工上报市级");
            draft.MustQueue($"被诉单位为{accused.ShortName}");
        }
        else if (draft.Lead is not { } lead || (lead != accused && !units.IsBelow(lead.UnitId, accused.UnitId)))
        {
            draft.Miss("R15", $"被诉单位{accused.Name}不主办{(draft.Lead is null ? "" : $"，由{draft.Lead.Name}主办")}");
        }
        else
        {
            Replace(draft, lead, accused);
        }
    }

    private static void Replace(DispatchDraft draft, HandlingUnit lead, HandlingUnit accused)
    {
        var overseer = accused.Kind is UnitKind.Enterprise
            ? draft.CoHandlers.Find(u => u.Kind is UnitKind.Department)
            : null;
        var units = draft.Reference.Units;
        var above = overseer ?? units.ScopeOf(accused.UnitId).Skip(1).Select(units.Get).First(u => u.TakesTickets || u == draft.Root);
        draft.Hit("R15", $"被诉单位{accused.Name}不得独自办理，由{above.Name}主办，{lead.ShortName}协办");
        draft.CoHandlers.Remove(above);
        draft.CoHandlers.Insert(0, lead);
        draft.Lead = above;
        draft.LeadReason = $"被诉单位{accused.ShortName}由{above.ShortName}主办";
        if (above == draft.Root)
        {
            draft.MustQueue($"被诉单位{accused.ShortName}由上一级主办");
        }
    }
}
