using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>A decision in the making: each rule adds what it found, the end makes one sentence of it.</summary>
internal sealed class DispatchDraft(DispatchQuestion question, Reference reference)
{
    private readonly List<TraceStep> _trace = [];
    private string _queueCause = "";

    public DispatchQuestion Question { get; } = question;

    public Reference Reference { get; } = reference;

    public PlaceAnswer Place { get; } = reference.Places.Resolve(question.Place);

    public DispatchRule? Rule { get; set; }

    public HandlingUnit? Lead { get; set; }

    public string LeadReason { get; set; } = "";

    public List<HandlingUnit> CoHandlers { get; } = [];

    public HandlingUnit Root => Reference.Units.Root;

    public string CategoryShown => Reference.Categories.Shown(Question.CategoryId);

    public bool IsQueued => _queueCause.Length > 0;

    /// <summary>The level above gets it, whatever else the rules found.</summary>
    public bool IsTransferred { get; set; }

    /// <summary>The nearest unit above one that takes tickets, the root at the latest (上级).</summary>
    public HandlingUnit Superior(HandlingUnit unit) =>
        Reference.Units.ScopeOf(unit.UnitId).Skip(1).Select(Reference.Units.Get).FirstOrDefault(u => u.TakesTickets) ?? Root;

    public static string Names(IEnumerable<HandlingUnit> units) => string.Join('、', units.Select(u => u.ShortName));

    public void Hit(string rule, string finding) => Note(rule, true, finding);

    public void Miss(string rule, string finding) => Note(rule, false, finding);

    public void Note(string rule, bool isHit, string finding) => _trace.Add(new(rule, isHit, finding));

    /// <summary>The first cause is the one that is told in one sentence; all are in the trace.</summary>
    public void MustQueue(string cause) => _queueCause = IsQueued ? _queueCause : cause;

    public DispatchDecision Finish() => IsTransferred ? Transferred() : Decided();

    private DispatchDecision Transferred()
    {
        var above = Reference.LevelAbove;
        Hit("R18", $"记录移交理由，目录版本{Reference.Version}");
        return new()
        {
            Outcome = Outcome.Transferred,
            Trace = _trace,
            Reason = $"{CategoryShown}：被诉单位为{Root.ShortName}，移交{above.Name}",
            CatalogueVersion = Reference.Version,
            TransferUnitId = above.UnitId,
        };
    }

    private DispatchDecision Decided()
    {
        var targets = Targets();
        var who = targets.Count == 0
            ? ""
            : $"{Lead!.ShortName}主办{(CoHandlers.Count == 0 ? "" : $"，{Names(CoHandlers)}协办")}";
        var basis = Rule is null ? "" : $"（目录条目{Rule.EntryId}）";
        var reason = IsQueued
            ? $"{CategoryShown}：{_queueCause}，转{Root.ShortName}人工派单{(who.Length == 0 ? "" : $"，建议{who}")}{basis}"
            : $"{CategoryShown}：{LeadReason}，{who}{basis}";
        Hit("R18", Rule is null ? "记录派单理由，无派单依据" : $"记录派单理由，派单依据{Rule.EntryId}，目录版本{Reference.Version}");
        return new()
        {
            Outcome = IsQueued ? Outcome.Queued : Outcome.Dispatched,
            Targets = targets,
            RuleId = Rule?.EntryId ?? "",
            Trace = _trace,
            Reason = reason,
            CatalogueVersion = Reference.Version,
            QueueUnitId = IsQueued ? Root.UnitId : "",
        };
    }

    private List<ProposedUnit> Targets()
    {
        if (Lead is null)
        {
            return [];
        }

        var lead = new ProposedUnit(Lead.UnitId, Lead.Name, AssignmentRole.Lead, LeadReason);
        return [lead, .. CoHandlers.Select(u => new ProposedUnit(u.UnitId, u.Name, AssignmentRole.CoHandler, $"协办：{Rule!.Basis}"))];
    }
}
