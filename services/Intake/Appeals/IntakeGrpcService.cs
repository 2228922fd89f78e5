using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
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
    CategoryTree categories) : IntakeService.IntakeServiceBase
{
    private readonly ListCategoriesResponse _tree = CategoryMap.Of(categories);

    public override Task<Appeal> SubmitAppeal(SubmitAppealRequest request, ServerCallContext context) =>
        submit.HandleAsync(request, context);

    public override async Task<Appeal> GetAppeal(GetAppealRequest request, ServerCallContext context)
    {
        var scope = Scope.Of(context.Caller());
        await tokens.AwaitAsync(request.ConsistencyToken, appeals, context.CancellationToken);
        var found = await appeals.GetAsync(request.AppealId, scope, context.CancellationToken);
        return AppealMap.Now(found.Id, found.V, found.State, await progress.FindAsync(found.Id, context.CancellationToken));
    }

    public override async Task<ListAppealsResponse> ListAppeals(ListAppealsRequest request, ServerCallContext context)
    {
        var (from, before) = (request.AcceptedFrom?.ToDateTime(), request.AcceptedBefore?.ToDateTime());
        var page = await paging.ReadAsync(
            appeals.Collection,
            IntakeQueries.AppealsOf(Scope.Of(context.Caller()), units.Now.Root.Id, from, before),
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
            news.GetValueOrDefault(document["_id"].AsString))));
        return answer;
    }

    public override Task<ListCategoriesResponse> ListCategories(ListCategoriesRequest request, ServerCallContext context) =>
        Task.FromResult(_tree);
}
