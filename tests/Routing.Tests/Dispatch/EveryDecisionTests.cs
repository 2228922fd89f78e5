using Hotline.Chassis.Privacy;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Tests.Dispatch;

/// <summary>Holds for every leaf category, every town and kind of place, every unit complained about: no sampling.</summary>
public sealed class EveryDecisionTests
{
    private static readonly PlaceQuestion[] Places =
    [
        .. Shipped.Reference.Units.Units.Where(u => UnitKinds.IsTownLevel(u.Kind)).Select(t => new PlaceQuestion(t.UnitId)),
        new(),
        new(VillageId: Shipped.LiGeZhuang),
        new(Words: "大岭村"),
        new(Words: "怀柔区杨家堡村"),
        new("110116001"),
        new("110118101", Shipped.LiGeZhuang),
        new("x"),
    ];

    private static readonly string[] Accused =
    [
        "", "unknown", Shipped.LiGeZhuang, "110118100-planning",
        .. Shipped.Reference.Units.Units.Where(u => u.Level <= 2).Select(u => u.UnitId),
    ];

    [Fact]
    public void Every_decision_has_at_most_one_lead_active_units_and_says_why() => ForAll(Shipped.Reference);

    [Fact]
    public void The_same_holds_when_towns_are_closed() =>
        ForAll(Shipped.With(u => UnitKinds.IsTownLevel(u.Kind) && u.UnitId[^1] is '1' or '5' ? u with { IsActive = false } : u));

    [Fact]
    public void The_same_question_always_has_the_same_answer()
    {
        foreach (var leaf in Shipped.Reference.Categories.Leaves)
        {
            var question = new DispatchQuestion(leaf.CategoryId, new(Shipped.MiyunTown), Shipped.MiyunTown);
            var (one, two) = (DispatchRules.Decide(question, Shipped.Reference), DispatchRules.Decide(question, Shipped.Reference));
            Assert.Equal(one.Trace, two.Trace);
            Assert.Equal(one.Targets, two.Targets);
            Assert.Equal(one.Reason, two.Reason);
        }
    }

    private static void ForAll(Reference reference)
    {
        var asked = 0;
        foreach (var leaf in reference.Categories.Leaves)
        {
            foreach (var place in Places)
            {
                foreach (var accused in Accused)
                {
                    var question = new DispatchQuestion(leaf.CategoryId, place, accused);
                    var decision = DispatchRules.Decide(question, reference);
                    var report = DispatchRules.Decide(question with { IsReport = true }, reference);
                    var problem = ProblemOf(decision, reference, place, accused) ?? ProblemOf(report, reference, place, accused)
                        ?? (report.Targets.Any(t => IsAccused(t.UnitId, accused, reference)) ? "the accused of a report takes part" : null);
                    Assert.True(problem is null, $"{problem}: {leaf.CategoryId} {place} {accused}");
                    asked++;
                }
            }
        }

        Assert.True(asked > 50_000);
    }

    private static bool IsAccused(string unit, string accused, Reference reference) =>
        unit == accused || reference.Units.IsBelow(unit, accused);

    private static string? ProblemOf(DispatchDecision decision, Reference reference, PlaceQuestion place, string accused)
    {
        var (units, targets) = (reference.Units, decision.Targets);
        var leads = targets.Where(t => t.Role is AssignmentRole.Lead).Select(t => t.UnitId).ToList();
        return decision switch
        {
            _ when leads.Count != (targets.Count > 0 ? 1 : 0) => "not exactly one lead",
            { Outcome: Outcome.Dispatched } when IsOutside() => "a place outside decided without a person",
            { Outcome: Outcome.Dispatched } when targets.Count == 0 => "dispatched to no unit",
            { Outcome: Outcome.Queued, QueueUnitId: "" } => "queued nowhere",
            { Outcome: Outcome.Dispatched, RuleId: "" } => "dispatched without a rule",
            { Trace.Count: < 5 } => "trace too short",
            { Reason: "" } or { CatalogueVersion: "" } => "no reason or version",
            _ when Masker.Mask(decision.Reason) != decision.Reason => "a reason that every reader would mask",
            _ when targets.Any(t => t.Reason.Length == 0) => "a target without a reason",
            _ when decision.Trace.Any(t => t.Finding.Length == 0) => "a step without a finding",
            _ when targets.Any(t => !units.Get(t.UnitId).TakesTickets) => "inactive or coordinated unit",
            _ when targets.DistinctBy(t => t.UnitId).Count() != targets.Count => "a unit twice",
            _ when leads.Any(l => IsAccused(l, accused, reference)) => "the accused leads",
            _ when (accused == Shipped.Center) != (decision.Outcome is Outcome.Transferred) =>
                "what is against the centre alone goes above",
            _ => null,
        };

        bool IsOutside() => reference.Places.Resolve(place).Finding is PlaceFinding.Outside;
    }
}
