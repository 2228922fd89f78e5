using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Intake.Appeals;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

/// <summary>The gRPC face of the vault, and the only way to what it seals.</summary>
public sealed class ClaimantGrpcService(
    RevealDoor door, ClaimantVault vault, FactStore<AppealState> appeals, AccessLog log, Paging paging)
    : ClaimantService.ClaimantServiceBase
{
    public override async Task<RevealClaimantResponse> RevealClaimant(RevealClaimantRequest request, ServerCallContext context)
    {
        var admitted = await door.AdmitAsync(
            new(RevealedPart.Claimant, request.TicketId, request.Purpose, request.RefusedAs), context);
        var claimant = vault.Open(admitted.Ticket, admitted.Sealed);
        return new RevealClaimantResponse
        {
            Name = claimant.Name,
            ContactPhone = claimant.Reachable,
            AddressDetail = claimant.AddressDetail,
            AccessRecordId = admitted.AccessRecordId,
            Profile = AppealMap.Profile(admitted.Appeal.Traits),
            CompanyName = claimant.CompanyName,
            CallId = admitted.Appeal.CallId ?? "",
            RecordingId = admitted.Appeal.RecordingId ?? "",
        };
    }

    public override async Task<RevealContentResponse> RevealContent(RevealContentRequest request, ServerCallContext context)
    {
        var admitted = await door.AdmitAsync(
            new(RevealedPart.Content, request.TicketId, request.Purpose, request.RefusedAs), context);
        return new RevealContentResponse
        {
            Words = vault.OpenWords(admitted.Ticket, admitted.Sealed),
            AccessRecordId = admitted.AccessRecordId,
        };
    }

    public override async Task<ListAccessRecordsResponse> ListAccessRecords(ListAccessRecordsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var found = await appeals.GetAsync(request.TicketId, Scope.Of(context.Caller()), cancel);
        var page = await paging.ReadAsync(
            log.Entries,
            AccessLog.Of(found.Id),
            AccessLog.LatestFirst,
            Paging.Size(request.PageSize, 50, 200),
            request.PageToken,
            $"access|{found.Id}",
            cancel);
        var answer = new ListAccessRecordsResponse { NextPageToken = page.NextToken };
        answer.Records.AddRange(page.Documents.Select(document => Record(AccessLog.Read(document))));
        return answer;
    }

    private static AccessRecord Record(AccessEntry entry) => new()
    {
        AccessRecordId = entry.Id,
        Actor = entry.Actor.ToProto(),
        At = Timestamp.FromDateTime(entry.At),
        Purpose = entry.Purpose,
        Granted = entry.Granted,
        Refusal = entry.Refusal ?? ErrorReason.Unspecified,
        Via = entry.Via ?? "",
        Part = entry.Part,
    };
}
