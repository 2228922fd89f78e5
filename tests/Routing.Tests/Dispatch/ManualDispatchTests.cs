using Hotline.Chassis.Commands;
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
    public void Refuses_the_accused_as_only_handler_and_takes_it_beside_another()
    {
        var record = Queued(accused: MiyunTown);
        Assert.Equal("accused_only_handler", GuardOf(() => Order(record, MiyunTown)));
        Assert.Equal("accused_only_handler", GuardOf(() => Order(record, MiyunTown, "110118100-clinic")));
        Assert.Equal(2, Order(record, Center, MiyunTown).State.Assignments.Count);
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
