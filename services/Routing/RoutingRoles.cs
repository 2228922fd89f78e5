using Hotline.Chassis.Access;
using Hotline.Type.V1;

namespace Hotline.Routing;

/// <summary>Who may call what, as the contracts say.</summary>
public static class RoutingRoles
{
    /// <summary>Staff and the suite's services; citizens and partners have faces of their own.</summary>
    private static readonly Role[] Staff =
    [
        Role.Operator, Role.Dispatcher, Role.UnitLiaison, Role.FieldWorker, Role.ReplyAuditor, Role.CallbackAgent, Role.Supervisor,
        Role.AppraisalOfficer, Role.Analyst, Role.TownHead, Role.Leader, Role.Admin, Role.Service,
    ];

    public static MethodRoles Table => new MethodRoles()
        .Service(
            "hotline.routing.v1.DirectoryService",
            TokenScope.DirectoryRead,
            ("GetUnit", StaffAndPartners),
            ("ListUnits", StaffAndPartners),
            ("ResolvePlace", StaffAndPartners))
        .Service("hotline.routing.v1.CatalogueService", TokenScope.DirectoryRead, ("ListEntries", Staff))
        .Service(
            "hotline.routing.v1.RoutingService",
            TokenScope.DispatchRead,
            ("SuggestDispatch", [Role.Operator, Role.Dispatcher, Role.Service]),
            ("GetDispatchHistory", Staff))
        .Service(
            "hotline.routing.v1.RoutingService",
            ("DispatchTicket", [Role.Dispatcher]),
            ("SubDispatch", [Role.UnitLiaison, Role.TownHead, Role.Dispatcher]),
            ("ListDispatchQueue", [Role.Dispatcher, Role.Supervisor, Role.Leader]));

    private static Role[] StaffAndPartners => [.. Staff, Role.Partner];
}
