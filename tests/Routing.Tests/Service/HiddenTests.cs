using Hotline.Testing;
using Hotline.Type.V1;

namespace Hotline.Routing.Tests.Service;

/// <summary>A report (举报) is unknown to the accused and all below it.</summary>
[Collection(RoutingCollection.Name)]
public sealed class HiddenTests(RoutingUnderTest routing)
{
    private static readonly string[] Packages = ["hotline.routing.v1"];
    private static readonly string[] Accused = [Shipped.MiyunTown, Shipped.LiGeZhuang];

    private static readonly string[][] People =
    [
        [Shipped.MiyunTown], [Shipped.LiGeZhuang], [Shipped.MiyunTown, Shipped.Center], [Shipped.LiGeZhuang, Shipped.Center],
    ];

    [Fact]
    public void Every_method_is_walked() => Assert.Empty(Questions.Missing(Packages));

    [Fact]
    public async Task A_report_is_unknown_to_the_accused_and_all_below_it_in_every_method()
    {
        // Among the first of the queue, and in it.
        var accepted = routing.Accepted(
            "epidemic.health-code", Shipped.DaTangZhuang, Shipped.MiyunTown, acceptedAt: new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        accepted.Appeal.AppealType = AppealType.Report;
        accepted.AccusedUnitIds.Add(Accused);
        var asked = (await routing.AcceptAsync(accepted), accepted.Appeal.TicketNumber);

        var walk = new Hiding(
            routing.Service.Public, routing.Service.Internal, (role, units) => routing.As("p-" + role, role, units), Packages);
        Assert.Empty(await walk.LeaksAsync(asked, (new string('0', 26), "MY000000000000"), People));
        Assert.Equal(
            [
                "Advance", "Check", "GetStatus", "GetTime", "GetUnit", "ListEntries", "ListUnconfirmed", "ListUnits", "Reconcile",
                "ResolvePlace", "SuggestDispatch",
            ],
            await walk.BlindAsync(asked, new string('0', 26), Shipped.Center));
        await routing.CloseAsync(asked.Item1);
    }

    [Fact]
    public async Task A_person_of_the_accused_does_not_see_a_report_that_another_unit_of_his_leads()
    {
        var accepted = routing.Accepted("water.supply-drainage.drainage", Shipped.LiGeZhuang, Shipped.LiGeZhuang);
        accepted.Appeal.AppealType = AppealType.Report;
        accepted.AccusedUnitIds.Add(Shipped.LiGeZhuang);
        var id = await routing.AcceptAsync(accepted);

        Assert.Equal(id, (await routing.Routing.GetDispatchHistoryAsync(new() { TicketId = id }, routing.Liaison)).TicketId);
        var both = routing.As("l", "UNIT_LIAISON", Shipped.MiyunTown, Shipped.LiGeZhuang);
        Assert.Equal("NOT_FOUND", await Refused.ReasonOfAsync(routing.Routing.GetDispatchHistoryAsync(new() { TicketId = id }, both)));
    }
}
