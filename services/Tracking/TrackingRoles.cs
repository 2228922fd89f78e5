using Hotline.Chassis.Access;
using static Hotline.Type.V1.Role;

namespace Hotline.Tracking;

/// <summary>Which roles may call which method. A method that is not here admits no caller.</summary>
public static class TrackingRoles
{
    private static readonly Role[] Staff =
    [
        Operator, Dispatcher, UnitLiaison, FieldWorker, ReplyAuditor, CallbackAgent, Supervisor, AppraisalOfficer, Analyst,
        TownHead, Leader, Admin,
    ];

    /// <summary>Other government systems read in their own scope, and the suite's services read everything.</summary>
    private static readonly Role[] Readers = [.. Staff, Partner, Service];

    private static readonly Role[] Units = [UnitLiaison, FieldWorker];

    public static MethodRoles Table => new MethodRoles()
        .Service(
            "hotline.tracking.v1.TrackingService",
            TokenScope.TicketsRead,
            ("GetTicket", Readers),
            ("ListTickets", [.. Staff, Partner]),
            ("WatchTickets", Readers),
            ("ListChanges", Readers),
            ("GetTimeline", [.. Staff, Service]),
            ("VerifyTimeline", [.. Staff, Service]))
        .Service(
            "hotline.tracking.v1.TrackingService",
            ("SignTicket", Units),
            ("RecordContact", [.. Units, CallbackAgent, Operator]),
            ("WaiveContact", [UnitLiaison]),
            ("StartHandling", Units),
            ("SubmitFeedback", Units),
            ("ReviewFeedback", [ReplyAuditor]),
            ("RevealClaimant", [.. Units, TownHead]),
            ("RevealContent", [.. Units, TownHead]))
        .Service(
            "hotline.tracking.v1.CallbackService",
            ("ListCallbacks", [CallbackAgent, Supervisor]),
            ("ClaimCallback", [CallbackAgent]),
            ("RecordCallback", [CallbackAgent]));
}
