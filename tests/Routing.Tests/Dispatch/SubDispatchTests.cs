using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Type.V1;
using static Hotline.Routing.Tests.Dispatch.Records;
using static Hotline.Routing.Tests.Shipped;

namespace Hotline.Routing.Tests.Dispatch;

public sealed class SubDispatchTests
{
    private const string Planning = "110118100-planning";

    [Fact]
    public void A_town_passes_its_part_to_the_village_and_an_office_and_stays_responsible()
    {
        var record = Apply(Dispatched(), LiGeZhuang, Planning).State;
        Assert.Equal(["a1", "a2", "a3"], record.Assignments.Select(a => a.AssignmentId));
        Assert.Equal(["", "a1", "a1"], record.Assignments.Select(a => a.ParentAssignmentId));
        Assert.Equal(AssignmentRole.Lead, record.Assignments[0].Role);
        Assert.All(
            record.Assignments.Skip(1),
            a => Assert.Equal((AssignmentRole.SubHandler, true, 2L), (a.Role, a.IsMandatory, a.Version)));
        Assert.Contains(LiGeZhuang, record.Scope);
        Assert.Contains("仍负责", record.Decisions[^1].Decision.Trace[0].Finding);
    }

    [Theory]
    [InlineData(MiyunTown)]
    [InlineData("110118-water")]
    [InlineData("110118101200")]
    [InlineData(Center)]
    public void Refuses_what_is_not_below_the_parent(string unit) =>
        Assert.Equal("not_below_parent", GuardOf(() => Apply(Dispatched(), unit)));

    [Fact]
    public void Refuses_the_same_unit_twice_under_one_parent()
    {
        var record = Apply(Dispatched(), LiGeZhuang).State;
        Assert.Equal("already_assigned", GuardOf(() => Apply(record, Planning, LiGeZhuang)));
    }

    [Fact]
    public void An_unknown_parent_is_not_found_as_in_Tracking()
    {
        var refusal = Assert.Throws<RefusalException>(() =>
            SubDispatch.Apply(Dispatched(), new("a9", [LiGeZhuang], "理由", false), _ => true, HandlingProgress.None, At(2), Reference));
        Assert.Equal((ErrorReason.NotFound, "assignment"), (refusal.Reason, refusal.ResourceType));
    }

    [Fact]
    public void Refuses_who_does_not_act_for_the_parents_unit()
    {
        IReadOnlyList<string>? asked = null;
        var refusal = Assert.Throws<RefusalException>(() => SubDispatch.Apply(
            Dispatched(),
            new("a1", [LiGeZhuang], "理由", false),
            scope =>
            {
                asked = scope;
                return false;
            },
            HandlingProgress.None,
            At(2),
            Reference));
        Assert.Equal(ErrorReason.UnitMissing, refusal.Reason);
        Assert.Equal([MiyunTown, Center], asked);
    }

    [Fact]
    public void Refuses_an_inactive_unit_and_a_closed_ticket()
    {
        var reference = With(u => u.UnitId == LiGeZhuang ? u with { IsActive = false } : u);
        Assert.Equal(
            "unit_inactive",
            GuardOf(() => SubDispatch.Apply(
                Dispatched(), new("a1", [LiGeZhuang], "理由", false), _ => true, HandlingProgress.None, At(2), reference)));
        var closed = CloseDispatch.Close(Dispatched(), "", Center, Accepted)!.State;
        Assert.Equal("ticket_closed", GuardOf(() => Apply(closed, LiGeZhuang)));
    }

    [Theory]
    [InlineData(AssignmentState.Handling, true, "")]
    [InlineData(AssignmentState.FeedbackSubmitted, false, "")]
    [InlineData(AssignmentState.FeedbackSubmitted, true, "result_under_review")]
    [InlineData(AssignmentState.Done, false, "part_done")]
    [InlineData(AssignmentState.Done, true, "part_done")]
    [InlineData(AssignmentState.Returned, false, "part_done")]
    public void Nothing_comes_from_a_part_that_is_done_and_nothing_mandatory_during_the_review(
        AssignmentState lead, bool mandatory, string guard)
    {
        var progress = new HandlingProgress(new Dictionary<string, AssignmentState> { ["a1"] = lead }, lead);
        Decision<DispatchRecord> Pass() => SubDispatch.Apply(
            Dispatched(), new("a1", [LiGeZhuang], "理由", mandatory), _ => true, progress, At(2), Reference);

        Assert.Equal(guard, guard.Length == 0 ? (Pass().State.Assignments.Count == 2 ? "" : "not added") : GuardOf(() => Pass()));
    }

    [Fact]
    public void The_units_contact_the_claimant_only_when_they_are_told_to()
    {
        var order = new SubDispatchOrder("a1", [LiGeZhuang], "理由", false);

        Assert.False(Apply(Dispatched(), LiGeZhuang).State.Assignments[1].NeedsContact);
        Assert.True(Dispatched().Assignments[0].NeedsContact);
        Assert.True(SubDispatch.Apply(
            Dispatched(), order with { NeedsContact = true }, _ => true, HandlingProgress.None, At(2), Reference)
            .State.Assignments[1].NeedsContact);
    }

    [Fact]
    public void A_record_does_not_grow_without_end()
    {
        var part = Dispatched().Assignments[0];
        var parts = Enumerable.Range(1, SubDispatch.MostAssignments).Select(i => part with { AssignmentId = $"a{i}" });
        var full = Dispatched() with { Assignments = [.. parts] };
        Assert.Equal("too_many_assignments", GuardOf(() => Apply(full, LiGeZhuang)));
    }

    [Fact]
    public void The_record_can_be_shown_as_of_an_earlier_version()
    {
        var (first, then) = (Dispatched(), Apply(Dispatched(), LiGeZhuang).State);
        var shown = then.AsOf(1);
        Assert.Equal(first.Assignments, shown.Assignments);
        Assert.Equal(first.Decisions.Select(d => d.Version), shown.Decisions.Select(d => d.Version));
        Assert.Equal(first.Etag(), shown.Etag());
        Assert.NotEqual(first.Etag(), then.Etag());
    }

    [Fact]
    public void A_part_is_not_passed_to_the_accused_alone()
    {
        var record = Dispatched() with { AccusedUnitId = LiGeZhuang };
        Assert.Equal("accused_only_handler", GuardOf(() => Optional(record, [LiGeZhuang])));
        Assert.Equal("accused_mandatory", GuardOf(() => Apply(record, LiGeZhuang, Planning)));
        Assert.Equal(3, Optional(record, [LiGeZhuang, Planning]).State.Assignments.Count);
    }

    [Fact]
    public void The_accused_may_be_asked_to_explain_wherever_it_stands_and_passes_nothing_down()
    {
        var record = Dispatched() with { AccusedUnitId = "110118-water" };
        var asked = Optional(record, [], "110118-water").State;
        Assert.Equal((AssignmentRole.Respondent, false), (asked.Assignments[^1].Role, asked.Assignments[^1].IsMandatory));
        Assert.Equal("already_assigned", GuardOf(() => Optional(asked, [], "110118-water")));
        Assert.Equal("respondent_not_accused", GuardOf(() => Optional(record, [], LiGeZhuang)));

        var village = Optional(Dispatched() with { AccusedUnitId = LiGeZhuang }, [], LiGeZhuang).State;
        var below = new SubDispatchOrder("a2", [LiGeZhuang], "请说明", false);
        Assert.Equal(
            "respondent_passes_down",
            GuardOf(() => SubDispatch.Apply(village, below, _ => true, HandlingProgress.None, At(3), Reference)));
    }

    [Fact]
    public void The_accused_of_a_report_takes_no_part_not_even_to_explain()
    {
        var record = Dispatched() with { AccusedUnitId = LiGeZhuang, AppealType = AppealType.Report };
        Assert.Equal("accused_of_report", GuardOf(() => Optional(record, [LiGeZhuang, Planning])));
        Assert.Equal("accused_of_report", GuardOf(() => Optional(record, [Planning], LiGeZhuang)));
        Assert.Equal(2, Optional(record, [Planning]).State.Assignments.Count);
    }

    private static Decision<DispatchRecord> Optional(DispatchRecord record, string[] units, params string[] respondents) =>
        SubDispatch.Apply(
            record,
            new("a1", units, "请现场核实", false) { RespondentUnitIds = respondents },
            _ => true,
            HandlingProgress.None,
            At(2),
            Reference);

    private static Decision<DispatchRecord> Apply(DispatchRecord record, params string[] units) =>
        SubDispatch.Apply(record, new("a1", units, "请现场核实", true), _ => true, HandlingProgress.None, At(2), Reference);
}
