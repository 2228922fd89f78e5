using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Privacy;
using Hotline.Chassis.Time;
using Hotline.Intake.Places;
using Hotline.Intake.Progress;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

/// <summary>The only door to personal data. It writes the access record first, then answers.</summary>
public sealed class ClaimantGrpcService(
    FactStore<AppealState> appeals,
    ProgressStore progress,
    ClaimantVault vault,
    UnitDirectoryCache units,
    AccessLog log,
    TokenValidator tokens,
    Paging paging,
    BusinessClock clock) : ClaimantService.ClaimantServiceBase
{
    public override async Task<RevealClaimantResponse> RevealClaimant(RevealClaimantRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var caller = context.Caller();
        var viaService = caller.Has(Role.Service);
        var person = viaService ? await PersonAsync(context) : caller;
        // The same work for a ticket that does not exist: the time of an answer tells no more than its bytes.
        var found = await appeals.FindAsync(request.TicketId, Scope.All, cancel);
        var ticket = found?.Id ?? request.TicketId;
        var news = await progress.FindAsync(ticket, cancel);
        var subject = found is null ? null : Subject(found.State, news?.Handlers ?? []);
        var refusal = viaService && request.RefusedAs is not ErrorReason.Unspecified
            ? request.RefusedAs
            : RevealRule.Refusal(person, viaService, subject);
        var entry = new AccessEntry
        {
            Id = Guid.CreateVersion7().ToString("N"),
            Ticket = ticket,
            Actor = FactActor.Of(RevealRule.ActorOf(person, subject)),
            At = clock.UtcNow,
            Purpose = Masker.Mask(request.Purpose),
            Granted = refusal is null,
            Refusal = refusal,
            Via = viaService ? caller.Service ?? caller.Subject : null,
        };
        await log.AddAsync(entry, cancel);
        if (refusal is { } reason)
        {
            throw reason switch
            {
                ErrorReason.NotFound => Refuse.NotFound(appeals.Options.ResourceType),
                ErrorReason.UnitMissing => Refuse.Unit(null),
                _ => Refuse.RoleMissing(context.Method, [.. RevealRule.HotlineRoles, .. RevealRule.HandlerRoles]),
            };
        }

        var claimant = vault.Open(ticket, found!.State.Vault!);
        return new RevealClaimantResponse
        {
            Name = claimant.Name,
            ContactPhone = claimant.Reachable,
            AddressDetail = claimant.AddressDetail,
            AccessRecordId = entry.Id,
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

    private RevealSubject Subject(AppealState state, IReadOnlyList<string> handlers)
    {
        var tree = units.Now;
        // The root stands above every unit: to handle nothing there must not mean to see all.
        var above = handlers.SelectMany(tree.ScopeOf).Where(unit => unit != tree.Root.Id).Distinct();
        return new(state.IsConfidential, handlers, [.. above], state.Scope)
        {
            Accused = state.AccusedUnits,
            HiddenFrom = state.HiddenFrom,
        };
    }

    /// <summary>The person a service asks for, judged like any caller.</summary>
    private Task<Caller> PersonAsync(ServerCallContext context)
    {
        var token = context.RequestHeaders.GetValue(ServiceCredentials.PersonHeader)
            ?? throw Refuse.Unauthenticated("The token of the person who asks is required.");
        var bearer = token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? token : "Bearer " + token;
        return tokens.ValidateAsync(bearer, context.CancellationToken);
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
    };
}
