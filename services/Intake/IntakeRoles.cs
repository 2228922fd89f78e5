using Hotline.Chassis.Access;
using Hotline.Type.V1;

namespace Hotline.Intake;

/// <summary>Who may call what in Intake.</summary>
public static class IntakeRoles
{
    private static readonly Role[] Readers =
    [
        Role.Operator, Role.Dispatcher, Role.CallbackAgent, Role.ReplyAuditor, Role.Supervisor, Role.AppraisalOfficer,
        Role.TownHead, Role.Leader, Role.Admin,
    ];

    private static readonly Role[] Revealing = [Role.Service, Role.Operator, Role.CallbackAgent];

    private static readonly Role[] AnyRole = [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified)];

    public static MethodRoles Table => new MethodRoles()
        .Service(
            "hotline.intake.v1.IntakeService",
            ("SubmitAppeal", [Role.Operator]),
            ("ListAppeals", Readers),
            ("ListTransferredReports", [Role.Admin]))
        .Service("hotline.intake.v1.IntakeService", TokenScope.AppealsRead, ("GetAppeal", [.. Readers, Role.Service]))
        .Service("hotline.intake.v1.IntakeService", TokenScope.DirectoryRead, ("ListCategories", AnyRole), ("ListUrgencyClasses", AnyRole))
        .Service(
            "hotline.intake.v1.ClaimantService",
            TokenScope.ClaimantsReveal,
            ("RevealClaimant", Revealing),
            ("RevealContent", Revealing))
        .Service("hotline.intake.v1.ClaimantService", ("ListAccessRecords", [Role.Supervisor, Role.Admin]));
}
