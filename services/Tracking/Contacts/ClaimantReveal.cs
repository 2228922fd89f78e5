using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Intake.V1;
using Hotline.Tracking.Listing;
using ClaimantShown = Hotline.Intake.V1.RevealClaimantResponse;
using RevealRequest = Hotline.Tracking.V1.RevealClaimantRequest;
using RevealResponse = Hotline.Tracking.V1.RevealClaimantResponse;

namespace Hotline.Tracking.Contacts;

/// <summary>
/// Asks Intake for the claimant's number on behalf of the person who calls. Tracking shows its own token and passes
/// the person's on. It asks itself first, and tells Intake what it refuses: Intake decides too, and keeps every access record.
/// Nothing of the answer is kept here.
/// </summary>
public sealed class ClaimantReveal(TicketQueries queries, ClaimantService.ClaimantServiceClient intake)
{
    /// <summary>Reveals the claimant of a ticket that the caller may see.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such ticket in the caller's scope; UNIT_MISSING: it is not the caller's to contact the claimant now;
    /// UNAVAILABLE: Intake cannot be asked now.
    /// </exception>
    /// <exception cref="RpcException">Intake refuses, with its own reason.</exception>
    public async Task<RevealResponse> RevealAsync(RevealRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        var ticket = await queries.FindAsync(request.TicketId, context);
        var refusal = RevealDuty.Refusal(ticket?.State, caller.Roles, caller.Units);
        var headers = new Metadata { { ServiceCredentials.PersonHeader, PersonToken(context) } };
        try
        {
            var answer = await intake.RevealClaimantAsync(
                new()
                {
                    TicketId = ticket?.Id ?? request.TicketId,
                    Purpose = request.Purpose,
                    RefusedAs = refusal ?? ErrorReason.Unspecified,
                },
                headers,
                cancellationToken: context.CancellationToken);
            return refusal is null ? Shown(answer) : throw Refuse.Unit(null);
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            throw Refuse.Unavailable("Intake cannot be asked now.");
        }
    }

    private static RevealResponse Shown(ClaimantShown claimant) => new()
    {
        Name = claimant.Name,
        ContactPhone = claimant.ContactPhone,
        AddressDetail = claimant.AddressDetail,
        AccessRecordId = claimant.AccessRecordId,
    };

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
