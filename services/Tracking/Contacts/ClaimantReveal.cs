using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Intake.V1;
using Hotline.Tracking.Listing;
using RevealRequest = Hotline.Tracking.V1.RevealClaimantRequest;
using RevealResponse = Hotline.Tracking.V1.RevealClaimantResponse;

namespace Hotline.Tracking.Contacts;

/// <summary>
/// Asks Intake for the claimant's number on behalf of the person who calls. Tracking shows its own token and passes
/// the person's on; Intake decides and keeps the access record. Nothing of the answer is kept here.
/// </summary>
public sealed class ClaimantReveal(TicketQueries queries, ClaimantService.ClaimantServiceClient intake)
{
    /// <summary>Reveals the claimant of a ticket that the caller may see.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such ticket in the caller's scope; UNAVAILABLE: Intake cannot be asked now.
    /// </exception>
    /// <exception cref="RpcException">Intake refuses, with its own reason.</exception>
    public async Task<RevealResponse> RevealAsync(RevealRequest request, ServerCallContext context)
    {
        var ticket = await queries.FindAsync(request.TicketId, context);
        var headers = new Metadata { { ServiceCredentials.PersonHeader, PersonToken(context) } };
        try
        {
            var answer = await intake.RevealClaimantAsync(
                new() { TicketId = ticket.Id, Purpose = request.Purpose }, headers, cancellationToken: context.CancellationToken);
            return new()
            {
                Name = answer.Name,
                ContactPhone = answer.ContactPhone,
                AddressDetail = answer.AddressDetail,
                AccessRecordId = answer.AccessRecordId,
            };
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            throw Refuse.Unavailable("Intake cannot be asked now.");
        }
    }

    private static string PersonToken(ServerCallContext context)
    {
        const string scheme = "Bearer ";
        var header = context.RequestHeaders.GetValue("authorization") ?? "";
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..] : header;
    }
}

public sealed class RevealClaimantValidator : IValidator<RevealRequest>
{
    public void Check(RevealRequest request, Violations violations)
    {
        violations.Id("ticket_id", request.TicketId);
        violations.Text("purpose", request.Purpose, 2, 200);
    }
}
