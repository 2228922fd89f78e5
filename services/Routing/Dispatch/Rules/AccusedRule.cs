using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>
/// Rule R15: who is complained about never handles it alone, and never leads. Of a report he and all below him learn nothing, so that they
/// do not help either.
/// A village is answered by its town. A company is answered by the department that oversees it, where the catalogue names one. Any other
/// accused lead (a town, a department) is answered one level up, and because that is the district centre itself, by a person's decision.
/// What complains about the district centre no unit below it may handle: the level above gets it.
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
            draft.Hit("R15", $"被诉单位就是{accused.Name}，区内单位不得办理，移交{draft.Reference.LevelAbove.Name}");
            draft.IsTransferred = true;
        }
        else if (draft.Lead is not { } lead || !Accused.Is(lead.UnitId, accused.UnitId, units))
        {
            draft.Miss("R15", $"被诉单位{accused.Name}不主办{(draft.Lead is null ? "" : $"，由{draft.Lead.Name}主办")}");
        }
        else
        {
            Replace(draft, lead, accused);
        }

        LeaveOut(draft);
    }

    private static void LeaveOut(DispatchDraft draft)
    {
        var units = draft.Reference.Units;
        if (draft.Question.IsReport
            && draft.CoHandlers.RemoveAll(unit => Accused.Is(unit.UnitId, draft.Question.AccusedUnitId, units)) > 0)
        {
            draft.Hit("R15", "举报不得交被诉单位及其下级，不列为协办");
        }
    }

    private static void Replace(DispatchDraft draft, HandlingUnit lead, HandlingUnit accused)
    {
        var overseer = accused.Kind is UnitKind.Enterprise
            ? draft.CoHandlers.Find(u => u.Kind is UnitKind.Department)
            : null;
        var above = overseer ?? draft.Superior(accused);
        draft.Hit("R15", $"被诉单位{accused.Name}不得主办，由{above.Name}主办");
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
