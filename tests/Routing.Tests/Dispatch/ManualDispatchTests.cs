using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Type.V1;
using static Hotline.Routing.Tests.Dispatch.Records;
using static Hotline.Routing.Tests.Shipped;

namespace Hotline.Routing.Tests.Dispatch;

public sealed class ManualDispatchTests
{
    [Fact]
    public void A_dispatcher_names_one_lead_and_those_who_help()
    {
        var decision = Order(Queued(), MiyunTown, "110118-health");
        Assert.Equal(
            [("a1", AssignmentRole.Lead), ("a2", AssignmentRole.CoHandler)],
            decision.State.Assignments.Select(a => (a.AssignmentId, a.Role)));
        Assert.False(decision.State.IsQueued());
        Assert.Null(decision.State.QueueUnitId);
        Assert.Equal(2, decision.State.Decisions.Count);
        Assert.All(decision.State.Assignments, a => Assert.Equal(("按属地派单", "", Person), (a.Reason, a.RuleId, a.DispatchedBy)));
        Assert.NotEmpty(decision.State.Decisions[^1].Decision.Trace);
        Assert.Contains("110118-health", decision.State.Scope);
    }

    [Fact]
    public void Refuses_a_ticket_that_was_dispatched_before()
    {
        var dispatched = Order(Queued(), MiyunTown).State;
        Assert.Equal("already_dispatched", GuardOf(() => Order(dispatched, "110118-health")));
        Assert.Equal("already_dispatched", GuardOf(() => Order(Dispatched(), "110118-health")));
    }

    [Fact]
    public void Refuses_an_inactive_unit_and_one_reached_by_coordination_only()
    {
        Assert.Equal("unit_inactive", GuardOf(() => Order(Queued(), "110118-external-army")));
        Assert.Equal("unit_inactive", GuardOf(() => Order(Queued(), MiyunTown, "110118-external-army")));
        var reference = With(u => u.UnitId == MiyunTown ? u with { IsActive = false } : u);
        Assert.Equal("unit_inactive", GuardOf(() => ManualDispatch.Apply(Queued(), new(MiyunTown, [], "理由"), At(2), reference)));
    }

    [Fact]
    public void The_accused_never_leads_whoever_helps_it_and_may_help_another()
    {
        var record = Queued(accused: MiyunTown);
        Assert.Equal("accused_leads", GuardOf(() => Order(record, MiyunTown)));
        Assert.Equal("accused_leads", GuardOf(() => Order(record, MiyunTown, "110118-health")));
        Assert.Equal("accused_leads", GuardOf(() => Order(record, "110118100-clinic", "110118-health")));
        Assert.Equal(
            [AssignmentRole.Lead, AssignmentRole.CoHandler], Order(record, Center, MiyunTown).State.Assignments.Select(a => a.Role));
    }

    [Fact]
    public void Nobody_waits_for_the_accused()
    {
        var order = new DispatchOrder(Center, [MiyunTown, "110118-health"], "按级别派单") { MandatoryUnitIds = [MiyunTown] };
        Assert.Equal("accused_mandatory", GuardOf(() => ManualDispatch.Apply(Queued(accused: MiyunTown), order, At(2), Reference)));
    }

    [Fact]
    public void The_accused_may_be_asked_to_explain_and_nobody_else()
    {
        var order = new DispatchOrder(Center, ["110118-health"], "按级别派单") { RespondentUnitIds = [MiyunTown] };
        var asked = ManualDispatch.Apply(Queued(accused: MiyunTown), order, At(2), Reference).State;
        var respondent = asked.Assignments[^1];
        Assert.Equal((MiyunTown, AssignmentRole.Respondent, false), (respondent.UnitId, respondent.Role, respondent.IsMandatory));
        Assert.Contains(asked.Decisions[^1].Decision.Trace, t => t is { Rule: "R15", IsHit: true } && t.Finding.Contains("被诉方说明"));

        Assert.Equal("respondent_not_accused", GuardOf(() => ManualDispatch.Apply(Queued(), order, At(2), Reference)));
        Assert.Equal(
            "respondent_not_accused",
            GuardOf(() => ManualDispatch.Apply(
                Queued(accused: MiyunTown), order with { RespondentUnitIds = ["110118-water"] }, At(2), Reference)));
    }

    [Fact]
    public void The_accused_of_a_report_takes_no_part_not_even_to_explain()
    {
        var record = Queued(accused: MiyunTown) with { AppealType = AppealType.Report };
        var order = new DispatchOrder(Center, [], "按级别派单");
        Assert.Equal("accused_of_report", GuardOf(() => Order(record, Center, MiyunTown)));
        Assert.Equal(
            "accused_of_report",
            GuardOf(() => ManualDispatch.Apply(record, order with { RespondentUnitIds = [MiyunTown] }, At(2), Reference)));
        Assert.Single(ManualDispatch.Apply(record, order, At(2), Reference).State.Assignments);
    }

    [Fact]
    public void Who_acts_for_the_accused_orders_nothing_whatever_else_he_acts_for()
    {
        var record = Queued(accused: MiyunTown);
        Accused.MayOrder(record, [Center], Reference.Units);
        foreach (var unit in new[] { MiyunTown, DaTangZhuang })
        {
            var refusal = Assert.Throws<RefusalException>(() => Accused.MayOrder(record, [Center, unit], Reference.Units));
            Assert.Equal(ErrorReason.UnitMissing, refusal.Reason);
        }
    }

    [Theory]
    [InlineData(DaTangZhuang, "")]
    [InlineData("110118100-clinic", "")]
    [InlineData(MiyunTown, DaTangZhuang)]
    [InlineData(MiyunTown, "110118100-clinic")]
    public void Refuses_to_skip_the_town_of_a_village_or_an_office(string lead, string other) =>
        Assert.Equal("unit_below_town", GuardOf(() => Order(Queued(), lead, other.Length > 0 ? [other] : [])));

    [Fact]
    public void The_leads_feedback_waits_for_the_co_handlers_that_the_order_names()
    {
        var order = new DispatchOrder(MiyunTown, ["110118-health", "110118-water"], "按属地派单") { MandatoryUnitIds = ["110118-health"] };
        var decision = ManualDispatch.Apply(Queued(), order, At(2), Reference);
        Assert.Equal([false, true, false], decision.State.Assignments.Select(a => a.IsMandatory));
        Assert.Contains(decision.State.Decisions[^1].Decision.Trace, t => t.Rule == "R12" && t.Finding.Contains("必须办结"));
    }

    [Fact]
    public void Refuses_a_closed_ticket()
    {
        var closed = CloseDispatch.Close(Queued(), "", Center, Accepted)!.State;
        Assert.Equal("ticket_closed", GuardOf(() => Order(closed, MiyunTown)));
    }

    private static Decision<DispatchRecord> Order(DispatchRecord record, string lead, params string[] others) =>
        ManualDispatch.Apply(record, new(lead, others, "按属地派单"), At(2), Reference);
}
