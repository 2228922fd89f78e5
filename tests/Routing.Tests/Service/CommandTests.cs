using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Tests.Service;

[Collection(RoutingCollection.Name)]
public sealed class CommandTests(RoutingUnderTest routing)
{
    [Fact]
    public async Task A_dispatcher_dispatches_and_the_town_passes_down()
    {
        var id = await QueuedAsync();
        var order = Requests.Order(id, Shipped.MiyunTown, "110118-health");
        order.MandatoryCoHandlerUnitIds.Add("110118-health");
        var dispatched = await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher);
        Assert.Equal([false, true], dispatched.Assignments.Select(a => a.IsMandatory));
        Assert.Equal([AssignmentRole.Lead, AssignmentRole.CoHandler], dispatched.Assignments.Select(a => a.Role));
        Assert.False(dispatched.IsQueued);
        Assert.Equal(2, dispatched.Version);

        var down = Requests.SubDispatch(id, "a1", "110118100-epidemic", "110118100-clinic");
        var passed = await routing.Routing.SubDispatchAsync(down, routing.Liaison);
        Assert.Equal(["a1", "a2", "a3", "a4"], passed.Assignments.Select(a => a.AssignmentId));
        var by = passed.Assignments[^1].DispatchedBy;
        Assert.Equal((Role.UnitLiaison, "liaison-1"), (by.Role, by.Subject));
        Assert.NotEqual(dispatched.Etag, passed.Etag);

        var history = await routing.Routing.GetDispatchHistoryAsync(
            new() { TicketId = id, ConsistencyToken = passed.ConsistencyToken }, routing.Dispatcher);
        Assert.Equal(3, history.Decisions.Count);
        Assert.All(history.Decisions, d => Assert.True(d.Decision.Trace.Count > 0 && d.Decision.Reason.Length > 0));
    }

    [Fact]
    public async Task Who_acts_for_several_units_acts_for_the_one_in_which_the_matter_lies()
    {
        var id = await QueuedAsync();
        var dispatcher = routing.As("d", "DISPATCHER", "110118101", Shipped.Center);
        var dispatched = await routing.Routing.DispatchTicketAsync(Requests.Order(id), dispatcher);
        Assert.Equal(Shipped.Center, dispatched.Assignments[0].DispatchedBy.UnitId);

        var liaison = routing.As("l", "UNIT_LIAISON", "110118101", Shipped.Center, Shipped.MiyunTown);
        var passed = await routing.Routing.SubDispatchAsync(Requests.SubDispatch(id), liaison);
        Assert.Equal(Shipped.MiyunTown, passed.Assignments[^1].DispatchedBy.UnitId);
        var fact = (await routing.Store.FactsAsync(id, 0, 10, default))[^1];
        Assert.Equal(Shipped.MiyunTown, fact.Actor.UnitId);
    }

    [Fact]
    public async Task A_repeated_request_answers_the_first_result_whatever_happened_since()
    {
        var id = await QueuedAsync();
        var order = Requests.Order(id);
        var first = await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher);
        await routing.Routing.SubDispatchAsync(Requests.SubDispatch(id), routing.Liaison);
        await routing.CloseAsync(id);
        Assert.Equal(first, await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher));
        Assert.Equal(4, (await routing.Store.GetAsync(id, Scope.All, default)).V);
    }

    [Fact]
    public async Task A_request_id_with_another_body_is_refused()
    {
        var id = await QueuedAsync();
        var order = Requests.Order(id);
        await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher);
        order.Reason = "另一个理由";
        var refused = await Refused.OfAsync(routing.Routing.DispatchTicketAsync(order, routing.Dispatcher));
        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_ID_REUSED"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task Of_dispatchers_who_dispatch_at_once_one_wins_and_the_others_are_told()
    {
        var id = await QueuedAsync();
        var calls = Enumerable.Range(1, 6).Select(i => routing.Routing.DispatchTicketAsync(
            Requests.Order(id, i % 2 == 0 ? Shipped.MiyunTown : "110118101"), routing.As($"dispatcher-{i}", "DISPATCHER", Shipped.Center)));
        var outcomes = await Task.WhenAll(calls.ToList().Select(async call =>
        {
            try
            {
                await call;
                return "won";
            }
            catch (RpcException error)
            {
                var info = error.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!;
                return info.Metadata.GetValueOrDefault("guard", error.Status.ToString());
            }
        }));
        Assert.Single(outcomes, o => o == "won");
        Assert.Equal(5, outcomes.Count(o => o == "already_dispatched"));
        Assert.Single((await routing.Store.GetAsync(id, Scope.All, default)).State.Assignments);
    }

    [Fact]
    public async Task A_stale_etag_changes_nothing_and_names_the_current_one()
    {
        var id = await QueuedAsync();
        var order = Requests.Order(id);
        order.Etag = "stale";
        var refused = await Refused.OfAsync(routing.Routing.DispatchTicketAsync(order, routing.Dispatcher));
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), (refused.Code, refused.Reason));
        order.Etag = refused.Facts["current_etag"];
        Assert.Single((await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher)).Assignments);
    }

    [Fact]
    public async Task All_violations_are_told_at_once()
    {
        var order = new DispatchTicketRequest
        {
            RequestId = "不行",
            LeadUnitId = "x",
            Reason = "a",
            CoHandlerUnitIds = { "y", "y", "x" },
            MandatoryCoHandlerUnitIds = { "y", Shipped.MiyunTown },
            ContactingCoHandlerUnitIds = { Shipped.MiyunTown },
        };
        var refused = await Refused.OfAsync(routing.Routing.DispatchTicketAsync(order, routing.Dispatcher));
        Assert.Equal("FIELD_VIOLATIONS", refused.Reason);
        string[] expected =
        [
            "request_id", "ticket_id", "reason", "lead_unit_id", "co_handler_unit_ids", "co_handler_unit_ids[0]", "co_handler_unit_ids[1]",
            "co_handler_unit_ids[2]", "mandatory_co_handler_unit_ids[0]", "mandatory_co_handler_unit_ids[1]",
            "contacting_co_handler_unit_ids[0]",
        ];
        Assert.Equal(expected.ToHashSet(), refused.Fields.ToHashSet());

        var subDispatch = new SubDispatchRequest
        {
            RequestId = "r",
            TicketId = "t",
            ParentAssignmentId = " ",
            UnitIds = { Shipped.LiGeZhuang, Shipped.LiGeZhuang },
            Reason = new string('长', 501),
        };
        refused = await Refused.OfAsync(routing.Routing.SubDispatchAsync(subDispatch, routing.Liaison));
        Assert.Subset(refused.Fields.ToHashSet(), new HashSet<string> { "parent_assignment_id", "unit_ids[1]", "reason" });
    }

    [Fact]
    public async Task What_is_passed_down_is_asked_of_Tracking_and_a_repeat_is_not()
    {
        var id = await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        var order = Requests.SubDispatch(id);
        order.IsMandatory = true;
        routing.Tracking.LeadIs(id, AssignmentState.FeedbackSubmitted);
        var refused = await Refused.OfAsync(routing.Routing.SubDispatchAsync(order, routing.Liaison));
        Assert.Equal("result_under_review", refused.Facts["guard"]);

        routing.Tracking.LeadIs(id, AssignmentState.Handling);
        var passed = await routing.Routing.SubDispatchAsync(order, routing.Liaison);
        routing.Tracking.IsAway = true;
        try
        {
            Assert.Equal(passed, await routing.Routing.SubDispatchAsync(order, routing.Liaison));
            var another = Requests.SubDispatch(id, "a1", "110118100-planning");
            refused = await Refused.OfAsync(routing.Routing.SubDispatchAsync(another, routing.Liaison));
            Assert.Equal((StatusCode.Unavailable, "UNAVAILABLE"), (refused.Code, refused.Reason));
        }
        finally
        {
            routing.Tracking.IsAway = false;
        }
    }

    [Fact]
    public async Task A_co_handler_contacts_the_claimant_when_the_dispatcher_says_so()
    {
        var order = Requests.Order(await QueuedAsync(), Shipped.MiyunTown, "110118-water", "110118-health");
        order.ContactingCoHandlerUnitIds.Add("110118-water");

        var dispatched = await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher);

        Assert.Equal([true, true, false], dispatched.Assignments.Select(a => a.NeedsContact));
    }

    [Fact]
    public async Task A_reason_is_masked_and_counted_in_characters()
    {
        var id = await QueuedAsync();
        var order = Requests.Order(id);
        order.Reason = string.Concat(Enumerable.Repeat("𠮷", 480)) + "电话13912345678";
        var dispatched = await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher);
        Assert.DoesNotContain("13912345678", dispatched.Assignments[0].Reason);
        Assert.DoesNotContain("13912345678", (await routing.Store.LoadAsync(id, Scope.All, default))!.ToString());
    }

    [Fact]
    public async Task Nothing_is_dispatched_after_the_ticket_was_closed()
    {
        var id = await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        await routing.CloseAsync(id);
        var refused = await Refused.OfAsync(routing.Routing.SubDispatchAsync(Requests.SubDispatch(id), routing.Liaison));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "GUARD_FAILED", "ticket_closed"),
            (refused.Code, refused.Reason, refused.Facts["guard"]));
    }

    [Theory]
    [InlineData("already_dispatched")]
    [InlineData("unit_inactive")]
    [InlineData("accused_leads")]
    [InlineData("unit_below_town")]
    public async Task A_guard_that_does_not_hold_is_named(string guard)
    {
        var accused = guard == "accused_leads" ? Shipped.MiyunTown : "";
        var id = guard == "already_dispatched"
            ? await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang)
            : await routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang, accused);
        var order = Requests.Order(id, guard switch
        {
            "unit_inactive" => "110118-external-army",
            "unit_below_town" => Shipped.DaTangZhuang,
            _ => Shipped.MiyunTown,
        });
        var refused = await Refused.OfAsync(routing.Routing.DispatchTicketAsync(order, routing.Dispatcher));
        Assert.Equal((StatusCode.FailedPrecondition, guard), (refused.Code, refused.Facts["guard"]));
    }

    private Task<string> QueuedAsync() => routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang, urgency: "EPIDEMIC");
}
