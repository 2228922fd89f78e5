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
        var step = AutoDispatch.Open(null, Appeal("water.supply-drainage.drainage"), At(1, Rules), Reference)!;
        var part = Assert.Single(step.Record.Assignments);
        Assert.Equal(("a1", MiyunTown, "密云镇", AssignmentRole.Lead), (part.AssignmentId, part.UnitId, part.UnitName, part.Role));
        Assert.Equal([MiyunTown, Center], part.Scope);
        Assert.Equal("C-water-drainage", part.RuleId);
        Assert.Equal(Rules, part.DispatchedBy);
        Assert.Equal("dispatch.decided", step.Fact);
        Assert.Equal(MiyunTown, step.Details["a1"]);
        Assert.False(step.Record.IsQueued());
        Assert.Null(step.Record.QueueUnitId);
        Assert.Equal(new HashSet<string> { MiyunTown, Center }, step.Record.Scope.ToHashSet());
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
    public void An_appeal_is_decided_once() =>
        Assert.Null(AutoDispatch.Open(Dispatched(), Appeal("water.supply-drainage.drainage"), At(2, Rules), Reference));

    [Fact]
    public void A_closing_that_came_first_leaves_nothing_to_dispatch()
    {
        var closed = CloseDispatch.Close(null, "MY220928000001", Center, Accepted)!;
        var step = AutoDispatch.Open(closed.Record, Appeal("water.supply-drainage.drainage"), At(2, Rules), Reference)!;
        Assert.Empty(step.Record.Assignments);
        Assert.False(step.Record.IsQueued());
        Assert.False(step.IsAnnounced);
        Assert.Equal("water.supply-drainage.drainage", step.Record.CategoryId);
    }

    [Fact]
    public void A_ticket_is_closed_once_and_leaves_the_queue()
    {
        var closed = CloseDispatch.Close(Queued(), "", Center, Accepted.AddDays(1))!;
        Assert.Null(closed.Record.QueueUnitId);
        Assert.False(closed.Record.IsQueued());
        Assert.False(closed.IsAnnounced);
        Assert.Null(CloseDispatch.Close(closed.Record, "", Center, Accepted.AddDays(2)));
    }

    [Fact]
    public void Every_urgency_needs_a_dispatch_limit()
    {
        var all = Enum.GetValues<Urgency>().Where(u => u is not Urgency.Unspecified).ToDictionary(u => u, u => TimeSpan.FromHours((int)u));
        Assert.Equal(Accepted.AddHours((int)Urgency.Urgent), new DispatchLimits(all).DueAt(Urgency.Urgent, Accepted));
        all.Remove(Urgency.Complex);
        Assert.Throws<InvalidDataException>(() => new DispatchLimits(all));
    }
}
