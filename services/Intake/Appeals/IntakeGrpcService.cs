using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Reference;
using Hotline.Chassis.Store;
using Hotline.Intake.Places;
using Hotline.Intake.Progress;
using Hotline.Intake.Triage;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals;

/// <summary>The gRPC face of appeals.</summary>
public sealed class IntakeGrpcService(
    SubmitAppeal submit,
    FactStore<AppealState> appeals,
    ProgressStore progress,
    ConsistencyTokens tokens,
    Paging paging,
    UnitDirectoryCache units,
    CategoryTree categories,
    UrgencyClasses urgencies) : IntakeService.IntakeServiceBase
{
    private readonly ListCategoriesResponse _tree = CategoryMap.Of(categories);
    private readonly ListUrgencyClassesResponse _urgencies = UrgencyMap.Of(urgencies);

    public override Task<Appeal> SubmitAppeal(SubmitAppealRequest request, ServerCallContext context) =>
        submit.HandleAsync(request, context);

    public override async Task<Appeal> GetAppeal(GetAppealRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        await tokens.AwaitAsync(request.ConsistencyToken, appeals, context.CancellationToken);
        var found = await appeals.GetAsync(request.AppealId, Scope.Of(caller), context.CancellationToken);
        return AppealMap.Now(found.Id, found.V, found.State, await progress.FindAsync(found.Id, context.CancellationToken), caller);
    }

    public override async Task<ListAppealsResponse> ListAppeals(ListAppealsRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        var (from, before) = (request.AcceptedFrom?.ToDateTime(), request.AcceptedBefore?.ToDateTime());
        var page = await paging.ReadAsync(
            appeals.Collection,
            IntakeQueries.AppealsOf(Scope.Of(caller), units.Now.Root.Id, from, before),
            IntakeQueries.LatestFirst,
            Paging.Size(request.PageSize, 50, 200),
            request.PageToken,
            $"appeals|{request.AcceptedFrom}|{request.AcceptedBefore}",
            context.CancellationToken,
            IntakeQueries.WithoutContent);
        var news = await progress.FindAsync([.. page.Documents.Select(document => document["_id"].AsString)], context.CancellationToken);
        var answer = new ListAppealsResponse { NextPageToken = page.NextToken };
        answer.Appeals.AddRange(page.Documents.Select(document => AppealMap.Now(
            document["_id"].AsString,
            document[Envelope.Version].ToInt64(),
            StateBson.Read<AppealState>(document),
            news.GetValueOrDefault(document["_id"].AsString),
            caller)));
        return answer;
    }

    public override async Task<ListTransferredReportsResponse> ListTransferredReports(
        ListTransferredReportsRequest request, ServerCallContext context)
    {
        var answer = new ListTransferredReportsResponse();
        var root = units.Now.Root.Id;
        if (!Scope.Of(context.Caller()).Allows(root))
        {
            return answer;
        }

        var page = await paging.ReadAsync(
            appeals.Collection,
            IntakeQueries.HiddenFrom(root),
            IntakeQueries.LatestFirst,
            Paging.Size(request.PageSize, 50, 200),
            request.PageToken,
            "transferred",
            context.CancellationToken,
            IntakeQueries.NumberOnly);
        answer.NextPageToken = page.NextToken;
        answer.Reports.AddRange(page.Documents.Select(document => new TransferredReport
        {
            TicketNumber = document["ticketNumber"].AsString,
            AcceptedAt = Timestamp.FromDateTime(document["acceptedAt"].ToUniversalTime()),
        }));
        return answer;
    }

    public override Task<ListCategoriesResponse> ListCategories(ListCategoriesRequest request, ServerCallContext context) =>
        Task.FromResult(_tree);

    public override Task<ListUrgencyClassesResponse> ListUrgencyClasses(
        ListUrgencyClassesRequest request, ServerCallContext context) => Task.FromResult(_urgencies);
}
