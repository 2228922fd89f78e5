using Hotline.Events.V1;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;
using static Hotline.Routing.Tests.Dispatch.Records;
using static Hotline.Routing.Tests.Shipped;

namespace Hotline.Routing.Tests.Dispatch;

public sealed class AutoDispatchTests
{
    [Fact]
    public void A_decided_appeal_has_its_town_as_first_assignment_and_no_queue()
    {
        var decision = AutoDispatch.Open(null, Appeal("water.supply-drainage.drainage"), At(1, Rules), Reference)!;
        var part = Assert.Single(decision.State.Assignments);
        Assert.Equal(("a1", MiyunTown, "密云镇", AssignmentRole.Lead), (part.AssignmentId, part.UnitId, part.UnitName, part.Role));
        Assert.Equal([MiyunTown, Center], part.Scope);
        Assert.Equal("C-water-drainage", part.RuleId);
        Assert.Equal(Rules, part.DispatchedBy);
        Assert.Equal("dispatch.decided", Assert.Single(decision.Facts).Type);
        Assert.Equal(MiyunTown, decision.Facts[0].Details["a1.unit_id"]);
        Assert.False(decision.State.IsQueued());
        Assert.Null(decision.State.QueueUnitId);
        Assert.Equal(new HashSet<string> { MiyunTown, Center }, decision.State.Scope.ToHashSet());
    }

    [Fact]
    public void A_queued_appeal_waits_at_the_centre_with_the_suggestion_as_last_decision()
    {
        var record = Queued();
        Assert.True(record.IsQueued());
        Assert.Equal(Center, record.QueueUnitId);
        Assert.Empty(record.Assignments);
        Assert.Equal(Outcome.Queued, record.Decisions[^1].Decision.Outcome);
        Assert.Equal(2, record.Decisions[^1].Decision.Targets.Count);
    }

    [Fact]
    public void Tracking_learns_of_a_decision_and_an_emergency_goes_first()
    {
        var emergency = Appeal("water.supply-drainage.drainage") with { IsUrgentLane = true };
        var dispatched = AutoDispatch.Open(null, emergency, At(1, Rules), Reference)!;
        var queued = AutoDispatch.Open(null, Appeal("epidemic.health-code", DaTangZhuang), At(1, Rules), Reference)!;

        Assert.Equal((true, false), (dispatched.IsUrgent, queued.IsUrgent));
        var units = Assert.IsType<TicketDispatched>(Assert.Single(dispatched.Facts[0].Events));
        Assert.Equal([MiyunTown], units.Assignments.Select(a => a.UnitId));
        var waiting = Assert.IsType<QueuedForDispatcher>(Assert.Single(queued.Facts[0].Events));
        Assert.Equal((Center, queued.State.Decisions[^1].Decision.Reason), (waiting.QueueUnitId, waiting.Reason));
        Assert.Equal([Center], waiting.Scope);
    }

    [Fact]
    public void An_appeal_is_decided_once() =>
        Assert.Null(AutoDispatch.Open(Dispatched(), Appeal("water.supply-drainage.drainage"), At(2, Rules), Reference));

    [Fact]
    public void A_closing_that_came_first_leaves_nothing_to_dispatch()
    {
        var closed = CloseDispatch.Close(null, "MY220928000001", Center, Accepted)!;
        var decision = AutoDispatch.Open(closed.State, Appeal("water.supply-drainage.drainage"), At(2, Rules), Reference)!;
        Assert.Empty(decision.State.Assignments);
        Assert.False(decision.State.IsQueued());
        Assert.Empty(Assert.Single(decision.Facts).Events);
        Assert.Equal("water.supply-drainage.drainage", decision.State.CategoryId);
    }

    [Fact]
    public void A_ticket_is_closed_once_and_leaves_the_queue()
    {
        var closed = CloseDispatch.Close(Queued(), "", Center, Accepted.AddDays(1))!;
        Assert.Null(closed.State.QueueUnitId);
        Assert.False(closed.State.IsQueued());
        Assert.Empty(Assert.Single(closed.Facts).Events);
        Assert.Null(CloseDispatch.Close(closed.State, "", Center, Accepted.AddDays(2)));
    }
}
