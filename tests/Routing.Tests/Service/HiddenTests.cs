using Google.Protobuf;
using Hotline.Routing.V1;
using Hotline.Testing;
using Hotline.Type.V1;

namespace Hotline.Routing.Tests.Service;

/// <summary>A report (举报) is unknown to the accused and all below it.</summary>
[Collection(RoutingCollection.Name)]
public sealed class HiddenTests(RoutingUnderTest routing)
{
    private static readonly string[] Packages = ["hotline.routing.v1"];
    private static readonly string[] Accused = [Shipped.MiyunTown, Shipped.LiGeZhuang];

    /// <summary>Every method of Routing, asked about one ticket.</summary>
    private static readonly Dictionary<string, Func<string, IMessage>> Ask = new(StringComparer.Ordinal)
    {
        ["hotline.routing.v1.DirectoryService.GetUnit"] = _ => new GetUnitRequest { UnitId = Shipped.MiyunTown },
        ["hotline.routing.v1.DirectoryService.ListUnits"] = _ => new ListUnitsRequest(),
        ["hotline.routing.v1.DirectoryService.ResolvePlace"] = _ => new ResolvePlaceRequest { Name = "李各庄村" },
        ["hotline.routing.v1.CatalogueService.ListEntries"] = _ => new ListEntriesRequest(),
        ["hotline.routing.v1.RoutingService.SuggestDispatch"] = _ => new SuggestDispatchRequest
        {
            CategoryId = "water.supply-drainage.drainage",
        },
        ["hotline.routing.v1.RoutingService.DispatchTicket"] = id => Requests.Order(id, "110118101"),
        ["hotline.routing.v1.RoutingService.SubDispatch"] = id => Requests.SubDispatch(id),
        ["hotline.routing.v1.RoutingService.ListDispatchQueue"] = _ => new ListDispatchQueueRequest { PageSize = 200 },
        ["hotline.routing.v1.RoutingService.GetDispatchHistory"] = id => new GetDispatchHistoryRequest { TicketId = id },
    };

    private static readonly string[][] People =
    [
        [Shipped.MiyunTown], [Shipped.LiGeZhuang], [Shipped.MiyunTown, Shipped.Center], [Shipped.LiGeZhuang, Shipped.Center],
    ];

    [Fact]
    public void Every_method_is_walked() =>
        Assert.Equal(AnyMethod.In(Packages).Keys.Order(StringComparer.Ordinal), Ask.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_report_is_unknown_to_the_accused_and_all_below_it_in_every_method()
    {
        // Among the first of the queue, and in it.
        var accepted = routing.Accepted(
            "epidemic.health-code", Shipped.DaTangZhuang, Shipped.MiyunTown, acceptedAt: new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        accepted.Appeal.AppealType = AppealType.Report;
        accepted.AccusedUnitIds.Add(Accused);
        var asked = (await routing.AcceptAsync(accepted), accepted.Appeal.TicketNumber);

        var walk = new Hiding(routing.Service.Public, Ask, (role, units) => routing.As("p-" + role, role, units), Packages);
        Assert.Empty(await walk.LeaksAsync(asked, (new string('0', 26), "MY000000000000"), People));
        Assert.Equal(
            ["GetUnit", "ListEntries", "ListUnits", "ResolvePlace", "SuggestDispatch"],
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
