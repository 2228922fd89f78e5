using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;
using static Hotline.Routing.Tests.Shipped;

namespace Hotline.Routing.Tests.Dispatch;

/// <summary>Decisions over the shipped files that must not change unnoticed: both scenarios and the edge cases of the domain.</summary>
public sealed class GoldenDecisionTests
{
    private const string Drainage = "water.supply-drainage.drainage";
    private const string Heating = "heating.outage";
    private const string Village = "governance.village-affairs";
    private const string Conduct = "governance.staff-conduct";

    [Fact]
    public void Drainage_of_a_whole_village_goes_to_its_town()
    {
        var decision = Decide(Drainage, MiyunTown, LiGeZhuang);
        Assert.Equal(Outcome.Dispatched, decision.Outcome);
        Assert.Equal("C-water-drainage", decision.RuleId);
        Assert.Equal((MiyunTown, AssignmentRole.Lead), Only(decision));
        Assert.Equal(["R16-", "R10-", "R10-", "R11+", "R14-", "R12-", "R15-", "R17-", "R18+"], Steps(decision));
        Assert.Contains(decision.Trace, t => !t.IsHit && t.Finding.Contains("C-water-supply") && t.Finding.Contains("未采用"));
        Assert.Contains("密云镇主办", decision.Reason);
    }

    [Fact]
    public void A_health_code_popup_waits_for_a_dispatcher_with_town_and_health_commission_suggested()
    {
        var decision = Decide("epidemic.health-code", "", DaTangZhuang);
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Equal(Center, decision.QueueUnitId);
        Assert.Equal([(MiyunTown, AssignmentRole.Lead), ("110118-health", AssignmentRole.CoHandler)], Who(decision));
        Assert.Contains("R17+", Steps(decision));
        Assert.Contains("须派单员确认", decision.Reason);
    }

    [Fact]
    public void A_matter_of_one_unit_by_duty_goes_straight_to_it_whatever_the_place()
    {
        var decision = Decide(Heating);
        Assert.Equal(Outcome.Dispatched, decision.Outcome);
        Assert.Equal([("110118-heat-supply", AssignmentRole.Lead), ("110118-urban", AssignmentRole.CoHandler)], Who(decision));
        Assert.Contains("R10+", Steps(decision));
    }

    [Fact]
    public void An_unknown_town_is_found_from_the_village()
    {
        var decision = Decide(Drainage, "", LiGeZhuang);
        Assert.Equal((MiyunTown, AssignmentRole.Lead), Only(decision));
        Assert.Contains(decision.Trace, t => t is { Rule: "R11", IsHit: true } && t.Finding.Contains("上溯"));
    }

    [Fact]
    public void An_unknown_town_is_found_from_a_unique_village_name_in_the_location() =>
        Assert.Equal((MiyunTown, AssignmentRole.Lead), Only(Decide(Drainage, words: "李各庄村东口")));

    [Theory]
    [InlineData("", "", "大岭村")]
    [InlineData("", "", "")]
    [InlineData("", "", "桃花源")]
    [InlineData("", "", "密云镇与十里堡镇交界处")]
    [InlineData("110118101", LiGeZhuang, "")]
    [InlineData("110118999", "", "")]
    public void A_place_that_does_not_decide_goes_to_the_centre_without_a_guess(string town, string village, string words)
    {
        var decision = Decide(Drainage, town, village, words);
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Equal(Center, decision.QueueUnitId);
        Assert.Empty(decision.Targets);
        Assert.Equal("C-water-drainage", decision.RuleId);
        AssertSteps(decision, "R11-", "R13+", "R17+");
    }

    [Theory]
    [InlineData(Drainage, "110116001", "")]
    [InlineData(Heating, "110116001", "")]
    [InlineData(Drainage, "", "怀柔区杨家堡村")]
    [InlineData(Heating, "", "怀柔区杨家堡村")]
    public void A_place_outside_the_district_needs_coordination(string category, string town, string words)
    {
        var decision = Decide(category, town, words: words);
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Contains("R16+", Steps(decision));
        Assert.Contains("跨区协调", decision.Reason);
    }

    [Fact]
    public void A_body_reached_by_coordination_only_needs_a_person()
    {
        var decision = Decide(Drainage, MiyunTown, accused: "110118-external-army");
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Contains("R16+", Steps(decision));
        Assert.Equal((MiyunTown, AssignmentRole.Lead), Only(decision));
    }

    [Fact]
    public void A_complaint_about_a_village_is_led_by_its_town()
    {
        var decision = Decide(Village, MiyunTown, LiGeZhuang, accused: LiGeZhuang);
        Assert.Equal(Outcome.Dispatched, decision.Outcome);
        Assert.Equal((MiyunTown, AssignmentRole.Lead), Only(decision));
        Assert.Contains(decision.Trace, t => t is { Rule: "R15", IsHit: false } && t.Finding.Contains("由密云镇主办"));
    }

    [Fact]
    public void A_complaint_about_a_town_is_decided_by_a_person_at_the_centre_which_should_lead()
    {
        var decision = Decide(Village, MiyunTown, accused: MiyunTown);
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Equal([(Center, AssignmentRole.Lead), (MiyunTown, AssignmentRole.CoHandler)], Who(decision));
        Assert.Contains("R15+", Steps(decision));
    }

    [Fact]
    public void A_complaint_about_a_department_that_would_lead_is_decided_by_a_person()
    {
        var decision = Decide("labour.unpaid-wages", accused: "110118-labour");
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Equal([(Center, AssignmentRole.Lead), ("110118-labour", AssignmentRole.CoHandler)], Who(decision));
    }

    [Fact]
    public void A_complaint_about_a_company_is_led_by_the_department_that_oversees_it()
    {
        var decision = Decide(Heating, accused: "110118-heat-supply");
        Assert.Equal(Outcome.Dispatched, decision.Outcome);
        Assert.Equal([("110118-urban", AssignmentRole.Lead), ("110118-heat-supply", AssignmentRole.CoHandler)], Who(decision));
        Assert.Contains("R15+", Steps(decision));
    }

    [Fact]
    public void What_complains_about_the_centre_itself_goes_to_the_level_above()
    {
        var decision = Decide(Drainage, MiyunTown, accused: Center);
        Assert.Equal((Outcome.Transferred, "110118-external-city"), (decision.Outcome, decision.TransferUnitId));
        Assert.Contains("R15+", Steps(decision));
        Assert.Empty(decision.Targets);
    }

    [Fact]
    public void Conduct_goes_to_the_superior_of_who_is_complained_about_and_not_to_the_territory()
    {
        var village = Decide(Conduct, MiyunTown, LiGeZhuang, accused: LiGeZhuang);
        Assert.Equal(Outcome.Dispatched, village.Outcome);
        Assert.Equal((MiyunTown, AssignmentRole.Lead), Only(village));

        foreach (var accused in new[] { "110118-education", MiyunTown, "" })
        {
            var decision = Decide(Conduct, MiyunTown, accused: accused);
            Assert.Equal((Outcome.Queued, Center), (decision.Outcome, decision.QueueUnitId));
            Assert.Equal((Center, AssignmentRole.Lead), Only(decision));
        }

        // A village of another town than the place's.
        Assert.Equal(("110118101", AssignmentRole.Lead), Only(Decide(Conduct, MiyunTown, accused: "110118101200")));
    }

    [Fact]
    public void The_accused_of_a_report_does_not_help_either()
    {
        var question = new DispatchQuestion(Heating, new(), "110118-heat-supply");
        Assert.Contains(DispatchRules.Decide(question, Reference).Targets, t => t.UnitId == "110118-heat-supply");
        var report = DispatchRules.Decide(question with { IsReport = true }, Reference);
        Assert.DoesNotContain(report.Targets, t => t.UnitId == "110118-heat-supply");
        Assert.Contains(report.Trace, t => t is { Rule: "R15", IsHit: true } && t.Finding.Contains("举报"));
    }

    [Fact]
    public void A_complaint_about_a_town_that_would_not_lead_changes_nothing()
    {
        var decision = Decide(Heating, MiyunTown, accused: MiyunTown);
        Assert.Equal(Outcome.Dispatched, decision.Outcome);
        Assert.Contains("R15-", Steps(decision));
    }

    [Fact]
    public void A_category_without_an_entry_goes_to_a_person()
    {
        var edition = Edition with { Rules = [] };
        var decision = DispatchRules.Decide(new("other", new(MiyunTown)), new(edition));
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Empty(decision.Targets);
        Assert.Empty(decision.RuleId);
        AssertSteps(decision, "R10-", "R13+", "R17+");
    }

    [Fact]
    public void An_inactive_town_is_given_nothing()
    {
        var reference = With(u => u.UnitId == MiyunTown ? u with { IsActive = false } : u);
        var decision = DispatchRules.Decide(new(Drainage, new(MiyunTown)), reference);
        Assert.Equal(Outcome.Queued, decision.Outcome);
        Assert.Empty(decision.Targets);
    }

    private static void AssertSteps(DispatchDecision decision, params string[] steps) =>
        Assert.All(steps, step => Assert.Contains(step, Steps(decision)));

    private static IEnumerable<string> Steps(DispatchDecision decision) => decision.Trace.Select(t => t.Rule + (t.IsHit ? "+" : "-"));

    private static IEnumerable<(string, AssignmentRole)> Who(DispatchDecision decision) => decision.Targets.Select(t => (t.UnitId, t.Role));

    private static (string, AssignmentRole) Only(DispatchDecision decision) => Assert.Single(Who(decision));
}
