using Hotline.Routing.V1;

namespace Hotline.Routing.Tests.Service;

/// <summary>Valid commands, each under a request id of its own.</summary>
internal static class Requests
{
    public static DispatchTicketRequest Order(string ticket, string lead = Shipped.MiyunTown, params string[] others) => new()
    {
        RequestId = Guid.NewGuid().ToString("N"),
        TicketId = ticket,
        LeadUnitId = lead,
        CoHandlerUnitIds = { others },
        Reason = "属地办理，请尽快处置",
    };

    public static SubDispatchRequest SubDispatch(string ticket, string parent = "a1", params string[] units) => new()
    {
        RequestId = Guid.NewGuid().ToString("N"),
        TicketId = ticket,
        ParentAssignmentId = parent,
        UnitIds = { units.Length == 0 ? [Shipped.LiGeZhuang] : units },
        Reason = "请现场核实",
    };
}
