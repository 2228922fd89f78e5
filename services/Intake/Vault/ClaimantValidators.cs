using Hotline.Chassis.Errors;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

public sealed class RevealClaimantValidator : IValidator<RevealClaimantRequest>
{
    public void Check(RevealClaimantRequest request, Violations violations)
    {
        violations.Id("ticket_id", request.TicketId);
        violations.Text("purpose", request.Purpose, 2, 200);
        violations.When(
            request.RefusedAs is not (ErrorReason.Unspecified or ErrorReason.NotFound or ErrorReason.UnitMissing),
            "refused_as",
            "must be NOT_FOUND or UNIT_MISSING");
    }
}

public sealed class ListAccessRecordsValidator : IValidator<ListAccessRecordsRequest>
{
    public void Check(ListAccessRecordsRequest request, Violations violations)
    {
        violations.Id("ticket_id", request.TicketId);
        violations.PageSize(request.PageSize);
    }
}
