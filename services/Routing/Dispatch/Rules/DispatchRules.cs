using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>
/// Rules R10 to R18 of docs/domain/dispatch.md, in the order in which they settle a matter: coordination (R16), who by duty or territory
/// (R10, R11), who helps (R12), no unit at all (R13), the accused (R15), a person must decide (R17). Pure: the same question
/// on the same edition always gives the same decision.
/// </summary>
public static class DispatchRules
{
    /// <summary>Decides, or queues with the reason for which a person must decide.</summary>
    public static DispatchDecision Decide(DispatchQuestion question, Reference reference)
    {
        var draft = new DispatchDraft(question, reference);
        Coordination(draft);
        ChooseRule(draft);
        ChooseLead(draft);
        ChooseCoHandlers(draft);
        AccusedRule.Apply(draft);
        Confirmation(draft);
        return draft.Finish();
    }

    private static void Coordination(DispatchDraft draft)
    {
        var accused = draft.Reference.Units.Find(draft.Question.AccusedUnitId);
        if (draft.Place.Finding is PlaceFinding.Outside)
        {
            draft.Hit("R16", $"{draft.Place.Explanation}，须跨区协调");
            draft.MustQueue("须跨区协调");
        }
        else if (accused is { Kind: UnitKind.ExternalCoordinated })
        {
            draft.Hit("R16", $"涉及{accused.Name}，只能协调，由人工决定");
            draft.MustQueue("须协调");
        }
        else
        {
            draft.Miss("R16", "不涉及央地军地或跨区协调");
        }
    }

    /// <summary>The longest matching entry decides; the others are named as losers.</summary>
    private static void ChooseRule(DispatchDraft draft)
    {
        var matches = draft.Reference.Catalogue.Match(draft.Question.CategoryId);
        draft.Rule = matches.Count > 0 ? matches[0] : null;
        if (draft.Rule is null)
        {
            draft.Miss("R10", $"{draft.CategoryShown}没有目录条目");
        }

        foreach (var loser in matches.Skip(1))
        {
            draft.Miss("R10", $"条目{loser.EntryId}（{draft.Reference.Categories.Shown(loser.CategoryId)}）匹配较短，未采用");
        }
    }

    private static void ChooseLead(DispatchDraft draft)
    {
        switch (draft.Rule)
        {
            case { Responsibility: Responsibility.Duty } rule:
                var lead = draft.Reference.Units.Get(rule.LeadUnitId);
                draft.Hit("R10", $"条目{rule.EntryId}：按职责由{lead.Name}主办");
                draft.Miss("R11", $"按职责办理，不看属地（{draft.Place.Explanation}）");
                draft.Lead = lead;
                draft.LeadReason = $"按职责：{rule.Basis}";
                break;
            case { Responsibility: Responsibility.Territory } rule:
                draft.Miss("R10", $"条目{rule.EntryId}：属地办理，非按职责");
                Territory(draft, rule);
                break;
            case { Responsibility: Responsibility.Superior } rule:
                draft.Miss("R10", $"条目{rule.EntryId}：由被诉单位的上级办理，非按职责");
                draft.Miss("R11", "由被诉单位的上级办理，不看属地");
                Superior(draft, rule);
                break;
        }
    }

    /// <summary>Conduct of a unit or its staff goes to the unit above it, else to the district's centre, where a person decides.</summary>
    private static void Superior(DispatchDraft draft, DispatchRule rule)
    {
        var accused = draft.Reference.Units.Find(draft.Question.AccusedUnitId);
        var above = accused is null ? draft.Root : draft.Superior(accused);
        draft.Hit("R15", $"条目{rule.EntryId}：由{(accused is null ? "" : $"{accused.Name}的上级")}{above.Name}办理");
        draft.Lead = above;
        draft.LeadReason = $"上级：{rule.Basis}";
        if (above == draft.Root)
        {
            draft.MustQueue($"由{above.ShortName}办理");
        }
    }

    private static void Territory(DispatchDraft draft, DispatchRule rule)
    {
        if (draft.Place is not { Finding: PlaceFinding.Resolved, Place: { } place })
        {
            draft.Miss("R11", draft.Place.Explanation);
            draft.MustQueue("属地无法确定");
            return;
        }

        if (!place.Town.TakesTickets)
        {
            draft.Miss("R11", $"{place.Town.Name}已停用");
            draft.MustQueue("属地单位已停用");
            return;
        }

        draft.Hit("R11", $"{draft.Place.Explanation}，属地为{place.Town.Name}");
        draft.Lead = place.Town;
        draft.LeadReason = $"属地：{draft.Place.Explanation}；{rule.Basis}";
        if (place.Village is { } village)
        {
            draft.Miss("R14", $"先派{place.Town.Name}，核实后再转派到{village.Name}或科室站办");
        }
    }

    private static void ChooseCoHandlers(DispatchDraft draft)
    {
        if (draft.Lead is null)
        {
            draft.Hit("R13", $"没有具体承办单位，由{draft.Root.Name}兜底");
            draft.MustQueue("没有具体承办单位");
        }

        var named = draft.Rule?.CoHandlerUnitIds ?? [];
        draft.CoHandlers.AddRange(named.Select(draft.Reference.Units.Get).Where(u => u != draft.Lead));
        if (draft.Lead is not null && draft.CoHandlers.Count > 0)
        {
            draft.Hit("R12", $"{draft.Lead.ShortName}主办，{DispatchDraft.Names(draft.CoHandlers)}协办");
        }
        else
        {
            draft.Miss("R12", "没有协办单位");
        }
    }

    private static void Confirmation(DispatchDraft draft)
    {
        if (draft.Rule is null)
        {
            draft.Hit("R17", "没有规则可用，不猜测，转派单员");
        }
        else if (draft.Rule.NeedsConfirmation)
        {
            draft.Hit("R17", $"条目{draft.Rule.EntryId}须派单员确认");
            draft.MustQueue("须派单员确认");
        }
        else
        {
            draft.Note("R17", draft.IsQueued, draft.IsQueued ? "规则不能独自决定，转派单员" : "规则明确，不需人工");
        }
    }
}
