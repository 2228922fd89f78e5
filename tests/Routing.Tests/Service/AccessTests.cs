using Grpc.Core;
using Hotline.Routing.V1;

namespace Hotline.Routing.Tests.Service;

[Collection(RoutingCollection.Name)]
public sealed class AccessTests(RoutingUnderTest routing)
{
    [Fact]
    public async Task Another_towns_ticket_and_an_unknown_one_are_refused_with_the_same_bytes()
    {
        var id = await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        var other = routing.As("liaison-2", "UNIT_LIAISON", "110118101");
        var outside = await Refused.OfAsync(routing.Routing.GetDispatchHistoryAsync(new() { TicketId = id }, other));
        var unknown = await Refused.OfAsync(routing.Routing.GetDispatchHistoryAsync(new() { TicketId = new string('0', 26) }, other));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (outside.Code, outside.Reason));
        Assert.Equal(unknown.Details, outside.Details);

        var subDispatch = await Refused.OfAsync(routing.Routing.SubDispatchAsync(Requests.SubDispatch(id), other));
        Assert.Equal(unknown.Details, subDispatch.Details);
    }

    [Fact]
    public async Task A_queued_ticket_is_not_a_towns_to_dispatch()
    {
        var id = await routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang);
        var town = routing.As("d", "DISPATCHER", Shipped.MiyunTown);
        var refused = await Refused.OfAsync(routing.Routing.DispatchTicketAsync(Requests.Order(id), town));
        Assert.Equal(StatusCode.NotFound, refused.Code);
    }

    [Fact]
    public async Task Who_does_not_act_for_the_parents_unit_may_not_pass_its_work_down()
    {
        var id = await routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang);
        await routing.Routing.DispatchTicketAsync(Requests.Order(id, Shipped.MiyunTown, "110118-health"), routing.Dispatcher);
        var health = routing.As("l", "UNIT_LIAISON", "110118-health");
        var refused = await Refused.OfAsync(routing.Routing.SubDispatchAsync(Requests.SubDispatch(id), health));
        Assert.Equal((StatusCode.PermissionDenied, "UNIT_MISSING"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task No_token_a_wrong_role_and_no_unit_are_refused_before_anything_is_read()
    {
        var order = Requests.Order("0");
        var (nowhere, claimant) = (routing.As("d", "DISPATCHER"), routing.As("c", "CLAIMANT"));
        Assert.Equal("UNAUTHENTICATED", await Refused.ReasonOfAsync(routing.Routing.DispatchTicketAsync(order)));
        Assert.Equal("ROLE_MISSING", await Refused.ReasonOfAsync(routing.Routing.DispatchTicketAsync(order, routing.Liaison)));
        Assert.Equal("UNIT_MISSING", await Refused.ReasonOfAsync(routing.Routing.DispatchTicketAsync(order, nowhere)));
        Assert.Equal("ROLE_MISSING", await Refused.ReasonOfAsync(routing.Directory.GetUnitAsync(new() { UnitId = "110118" }, claimant)));
    }

    [Fact]
    public async Task The_queue_shows_the_nearest_limit_first_page_by_page_and_only_in_scope()
    {
        var at = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var normal = await routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang, urgency: "NORMAL", acceptedAt: at);
        var urgent = await routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang, urgency: "EPIDEMIC", acceptedAt: at);
        var first = await routing.Routing.ListDispatchQueueAsync(new() { PageSize = 1 }, routing.Dispatcher);
        Assert.Equal(urgent, Assert.Single(first.Dispatches).TicketId);
        Assert.Equal(Outcome.Queued, first.Dispatches[0].Decisions[^1].Decision.Outcome);
        var next = new ListDispatchQueueRequest { PageSize = 1, PageToken = first.NextPageToken };
        var second = await routing.Routing.ListDispatchQueueAsync(next, routing.Dispatcher);
        Assert.Equal(normal, Assert.Single(second.Dispatches).TicketId);

        var town = routing.As("d", "DISPATCHER", Shipped.MiyunTown);
        Assert.Empty((await routing.Routing.ListDispatchQueueAsync(new(), town)).Dispatches);
        var ofAnother = new ListDispatchQueueRequest { PageToken = first.NextPageToken };
        var negative = new ListDispatchQueueRequest { PageSize = -1 };
        Assert.Equal("TOKEN_INVALID", await Refused.ReasonOfAsync(routing.Routing.ListDispatchQueueAsync(ofAnother, town)));
        Assert.Equal("FIELD_VIOLATIONS", await Refused.ReasonOfAsync(routing.Routing.ListDispatchQueueAsync(negative, town)));

        await routing.Routing.DispatchTicketAsync(Requests.Order(urgent), routing.Dispatcher);
        var left = await routing.Routing.ListDispatchQueueAsync(new() { PageSize = 1 }, routing.Dispatcher);
        Assert.Equal(normal, Assert.Single(left.Dispatches).TicketId);
        await routing.Routing.DispatchTicketAsync(Requests.Order(normal), routing.Dispatcher);
    }
}
