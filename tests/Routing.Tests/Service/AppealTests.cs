using Hotline.Chassis.Access;
using Hotline.Events.V1;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Testing;

namespace Hotline.Routing.Tests.Service;

[Collection(RoutingCollection.Name)]
public sealed class AppealTests(RoutingUnderTest routing)
{
    [Fact]
    public async Task An_accepted_appeal_is_dispatched_by_rule_and_published_with_all_assignments()
    {
        var id = await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        var history = await routing.Routing.GetDispatchHistoryAsync(new() { TicketId = id }, routing.Liaison);
        Assert.Equal((Shipped.MiyunTown, "a1"), (history.Assignments.Single().UnitId, history.Assignments.Single().AssignmentId));
        Assert.Equal("system:rules", history.Decisions.Single().Actor.Subject);
        Assert.Equal(1, history.Version);
        Assert.False(history.IsQueued);

        var published = (await routing.Store.FactsAsync(id, 0, 10, default)).Single().EventAs<TicketDispatched>();
        Assert.Equal(history.Assignments, published.Assignments);
        Assert.Equal(Source.Routing, published.Header.Source);
    }

    [Fact]
    public async Task An_event_that_comes_again_dispatches_nothing_again()
    {
        var accepted = routing.Accepted("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        var id = accepted.Header.TicketId;
        for (var i = 0; i < 5; i++)
        {
            await routing.PublishAsync(accepted);
        }

        // The same ticket is handled in order, so once the later ticket is here all five have been applied.
        (accepted.Header.SourceVersion, accepted.Header.EventId) = (2, $"{id}|intake|2|0");
        await routing.PublishAsync(accepted);
        await Eventually.IsAsync(async () => await SeenAsync() == 2, "the second version was seen");
        Assert.Single(await routing.Store.FactsAsync(id, 0, 10, default));
        Assert.Single((await routing.Store.GetAsync(id, Scope.All, default)).State.Assignments);

        async Task<long> SeenAsync()
        {
            var document = await routing.Store.LoadAsync(id, Scope.All, default);
            return document is null ? 0 : document["seen"].AsBsonDocument.GetValue("intake", 0).ToInt64();
        }
    }

    [Fact]
    public async Task A_closing_that_comes_before_the_appeal_leaves_nothing_to_dispatch()
    {
        var accepted = routing.Accepted("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        var id = accepted.Header.TicketId;
        await routing.PublishAsync(new TicketClosed
        {
            Header = RoutingUnderTest.Header(id, Source.Tracking, 1, accepted.Header.OccurredAt),
            Ticket = new() { TicketId = id, TicketNumber = accepted.Appeal.TicketNumber },
        });
        await Eventually.IsAsync(
            async () => await routing.Store.FindAsync(id, Scope.All, default) is not null, "the closing is remembered");
        await routing.PublishAsync(accepted);
        var record = await Eventually.GetAsync(
            async () =>
            {
                var state = (await routing.Store.FindAsync(id, Scope.All, default))!.State;
                return state.Decisions.Count > 0 ? state : null;
            },
            "the appeal is known");
        Assert.Empty(record.Assignments);
        Assert.False(record.IsQueued());
    }

    [Fact]
    public async Task A_phone_number_in_the_title_is_masked_on_entry()
    {
        var id = await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang);
        var document = await routing.Store.LoadAsync(id, Scope.All, default);
        Assert.DoesNotContain("13912345678", document!.ToString());
    }

    [Fact]
    public async Task The_dispatch_limit_runs_from_acceptance_by_urgency()
    {
        var at = new DateTime(2022, 9, 28, 2, 0, 0, DateTimeKind.Utc);
        var id = await routing.AcceptAsync("epidemic.health-code", Shipped.DaTangZhuang, urgency: "EPIDEMIC", acceptedAt: at);
        var history = await routing.Routing.GetDispatchHistoryAsync(new() { TicketId = id }, routing.Dispatcher);
        Assert.Equal(at.AddHours(1), history.DispatchDueAt.ToDateTime());
        Assert.True(history.IsQueued);
        Assert.Equal(Shipped.Center, history.QueueUnitId);
    }

    [Fact]
    public async Task A_class_that_is_not_configured_here_holds_no_ticket_up()
    {
        var at = new DateTime(2022, 9, 28, 2, 0, 0, DateTimeKind.Utc);
        var id = await routing.AcceptAsync("water.supply-drainage.drainage", Shipped.LiGeZhuang, urgency: "FLOOD", acceptedAt: at);
        var history = await routing.Routing.GetDispatchHistoryAsync(new() { TicketId = id }, routing.Dispatcher);
        Assert.Equal(("FLOOD", at.AddHours(1)), (history.Urgency, history.DispatchDueAt.ToDateTime()));
        Assert.Single(history.Assignments);
    }
}
