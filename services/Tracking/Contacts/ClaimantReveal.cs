using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Intake.V1;
using Hotline.Tracking.Listing;
using ClaimantRequest = Hotline.Tracking.V1.RevealClaimantRequest;
using ClaimantResponse = Hotline.Tracking.V1.RevealClaimantResponse;
using ContentRequest = Hotline.Tracking.V1.RevealContentRequest;
using ContentResponse = Hotline.Tracking.V1.RevealContentResponse;

namespace Hotline.Tracking.Contacts;

/// <summary>
/// Asks Intake for the claimant, or for his words, on behalf of the person who calls. Tracking shows its own token and passes
/// the person's on. It asks itself first, and tells Intake what it refuses: Intake decides too, and keeps every access record.
/// Nothing of the answer is kept here.
/// </summary>
public sealed class ClaimantReveal(TicketQueries queries, ClaimantService.ClaimantServiceClient intake)
{
    /// <summary>Asks Intake about a ticket, for a person.</summary>
    /// <param name="ticketId">The ticket's id, or what the person called it when Tracking knows of none.</param>
    /// <param name="refusedAs">Why Tracking refuses; unspecified when it does not.</param>
    /// <param name="headers">The person's token.</param>
    private delegate AsyncUnaryCall<T> Question<T>(string ticketId, ErrorReason refusedAs, Metadata headers);

    /// <summary>Reveals the claimant of a ticket that the caller may see.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND: no such ticket in the caller's scope; UNIT_MISSING: it is not the caller's to contact the claimant now;
    /// UNAVAILABLE: Intake cannot be asked now.
    /// </exception>
    /// <exception cref="RpcException">Intake refuses, with its own reason.</exception>
    public async Task<ClaimantResponse> RevealAsync(ClaimantRequest request, ServerCallContext context)
    {
        var claimant = await AskAsync(request.TicketId, context, (ticketId, refusedAs, headers) => intake.RevealClaimantAsync(
            new() { TicketId = ticketId, Purpose = request.Purpose, RefusedAs = refusedAs },
            headers,
            cancellationToken: context.CancellationToken));
        return new()
        {
            Name = claimant.Name,
            ContactPhone = claimant.ContactPhone,
            AddressDetail = claimant.AddressDetail,
            AccessRecordId = claimant.AccessRecordId,
            Profile = claimant.Profile,
            CompanyName = claimant.CompanyName,
            CallId = claimant.CallId,
            RecordingId = claimant.RecordingId,
        };
    }

    /// <summary>Reveals the words of a ticket that the caller may see.</summary>
    /// <inheritdoc cref="RevealAsync" path="/exception"/>
    public async Task<ContentResponse> RevealContentAsync(ContentRequest request, ServerCallContext context)
    {
        var content = await AskAsync(request.TicketId, context, (ticketId, refusedAs, headers) => intake.RevealContentAsync(
            new() { TicketId = ticketId, Purpose = request.Purpose, RefusedAs = refusedAs },
            headers,
            cancellationToken: context.CancellationToken));
        return new() { Words = content.Words, AccessRecordId = content.AccessRecordId };
    }

    private async Task<T> AskAsync<T>(string ticketId, ServerCallContext context, Question<T> ask)
    {
        var caller = context.Caller();
        var ticket = await queries.FindAsync(ticketId, context);
        var refusal = RevealDuty.Refusal(ticket?.State, caller.Roles, caller.Units);
        var headers = new Metadata { { ServiceCredentials.PersonHeader, PersonToken(context) } };
        try
        {
            var answer = await ask(ticket?.Id ?? ticketId, refusal ?? ErrorReason.Unspecified, headers);
            return refusal is null ? answer : throw Refuse.Unit(null);
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
