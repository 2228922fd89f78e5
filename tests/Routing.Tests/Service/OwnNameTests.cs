using Hotline.Chassis.Access;
using Hotline.Chassis.Privacy;
using Hotline.Events.V1;

namespace Hotline.Routing.Tests.Service;

/// <summary>The claimant's own name in the reasons of dispatchers and units: Routing does not know it, and does not keep it.</summary>
[Collection(RoutingCollection.Name)]
public sealed class OwnNameTests(RoutingUnderTest routing)
{
    private const string Said = "请联系诸葛小婉核实";

    [Fact]
    public async Task It_stays_out_of_the_reasons_of_dispatch_and_of_passing_down()
    {
        var id = await AcceptAsync();
        var order = Requests.Order(id);
        order.Reason = Said;
        var dispatched = await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher);
        Assert.Equal("请联系诸葛**核实", dispatched.Assignments[0].Reason);

        var down = Requests.SubDispatch(id);
        down.Reason = Said;
        var passed = await routing.Routing.SubDispatchAsync(down, routing.Liaison);
        Assert.Equal("请联系诸葛**核实", passed.Assignments[^1].Reason);
        Assert.All(
            await routing.Store.FactsAsync(id, 0, 10, default),
            fact => Assert.DoesNotContain("诸葛小婉", fact.ToBson().ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_complaint_not_even_the_surname_remains()
    {
        var id = await AcceptAsync(accepted => accepted.Appeal.AccusedUnitId = Shipped.LiGeZhuang);
        var order = Requests.Order(id);
        order.Reason = Said;
        Assert.Equal(
            "请联系***核实", (await routing.Routing.DispatchTicketAsync(order, routing.Dispatcher)).Assignments[0].Reason);
    }

    [Fact]
    public async Task The_marks_go_when_the_ticket_is_closed_and_of_a_confidential_one_there_are_none()
    {
        var id = await AcceptAsync();
        Assert.NotEmpty(await MarksAsync(id));
        await routing.CloseAsync(id);
        Assert.Empty(await MarksAsync(id));
        Assert.Empty(await MarksAsync(await AcceptAsync(accepted => accepted.Appeal.IsConfidential = true)));
    }

    private async Task<IReadOnlyList<string>> MarksAsync(string id) =>
        (await routing.Store.GetAsync(id, Scope.All, default)).State.NameMarks;

    /// <summary>An appeal that waits for a dispatcher.</summary>
    private Task<string> AcceptAsync(Action<AppealAccepted>? change = null)
    {
        var accepted = routing.Accepted("epidemic.health-code", Shipped.DaTangZhuang, urgency: "EPIDEMIC");
        accepted.NameMarks.Add(routing.Service.Get<NameMarks>().Of(accepted.Appeal.TicketNumber, "诸葛小婉"));
        change?.Invoke(accepted);
        return routing.AcceptAsync(accepted);
    }
}
