namespace Hotline.Tracking.Contacts;

public sealed class RevealClaimantValidator : IValidator<RevealClaimantRequest>
{
    public void Check(RevealClaimantRequest request, Violations violations)
    {
        violations.Id("ticket_id", request.TicketId);
        violations.Text("purpose", request.Purpose, 2, 200);
    }
}

public sealed class RevealContentValidator : IValidator<RevealContentRequest>
{
    public void Check(RevealContentRequest request, Violations violations)
    {
        violations.Id("ticket_id", request.TicketId);
        violations.Text("purpose", request.Purpose, 2, 200);
    }
}
