using Hotline.Chassis.Access;
using Hotline.Type.V1;

namespace Hotline.Intake;

/// <summary>Who may call what in Intake.</summary>
public static class IntakeMethods
{
    private static readonly Role[] Readers =
    [
        Role.Operator, Role.Dispatcher, Role.CallbackAgent, Role.ReplyAuditor, Role.Supervisor, Role.AppraisalOfficer, Role.TownHead, Role.Leader, Role.Admin,
    ];

    private static readonly Role[] Everybody = [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified)];

    public static MethodRoles Table() => new MethodRoles()
        .Service(
            "hotline.intake.v1.IntakeService",
            ("SubmitAppeal", [Role.Operator]),
            ("GetAppeal", [.. Readers, Role.Service]),
            ("ListAppeals", Readers),
            ("ListCategories", Everybody))
        .Service(
            "hotline.intake.v1.ClaimantService",
            ("RevealClaimant", [Role.Service, Role.Operator, Role.CallbackAgent]),
            ("ListAccessRecords", [Role.Supervisor, Role.Admin]));
}
