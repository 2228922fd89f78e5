using Hotline.Chassis.Errors;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

public sealed class RevealClaimantValidator : IValidator<RevealClaimantRequest>
{
    public void Check(RevealClaimantRequest request, Violations violations) =>
        RevealChecks.Check(request.TicketId, request.Purpose, request.RefusedAs, violations);
}

public sealed class RevealContentValidator : IValidator<RevealContentRequest>
{
    public void Check(RevealContentRequest request, Violations violations) =>
        RevealChecks.Check(request.TicketId, request.Purpose, request.RefusedAs, violations);
}

/// <summary>What every look into the vault must say.</summary>
internal static class RevealChecks
{
    public static void Check(string ticketId, string purpose, ErrorReason refusedAs, Violations violations)
    {
        violations.Id("ticket_id", ticketId);
        violations.Text("purpose", purpose, 2, 200);
        violations.When(
            refusedAs is not (ErrorReason.Unspecified or ErrorReason.NotFound or ErrorReason.UnitMissing),
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
