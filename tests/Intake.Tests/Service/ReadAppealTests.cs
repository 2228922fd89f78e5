using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Service;

[Collection(IntakeCollection.Name)]
public sealed class ReadAppealTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Reads_by_id_by_number_and_with_a_consistency_token()
    {
        var appeal = await fixture.SubmitAsync();
        var byId = await GetAsync(appeal.AppealId, appeal.ConsistencyToken);
        var byNumber = await GetAsync(appeal.Snapshot.TicketNumber);
        Assert.Equal(byId, byNumber);
        Assert.Equal(appeal.Snapshot, byId.Snapshot);
        Assert.Equal(appeal.Claimant, byId.Claimant);
    }

    [Fact]
    public async Task Out_of_scope_and_unknown_look_alike()
    {
        var appeal = await fixture.SubmitAsync();
        var outside = await IntakeFixture.RefusedAsync(GetAsync(appeal.AppealId, unit: IntakeFixture.OtherTown));
        var unknown = await IntakeFixture.RefusedAsync(GetAsync("nothing", unit: IntakeFixture.OtherTown));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (outside.StatusCode, outside.Reason()));
        Assert.Equal(unknown.Bytes(), outside.Bytes());
        Assert.Equal(appeal.AppealId, (await GetAsync(appeal.AppealId, role: "DISPATCHER", unit: IntakeFixture.Town)).AppealId);
    }

    [Fact]
    public async Task A_forged_token_is_refused()
    {
        var appeal = await fixture.SubmitAsync();
        var refused = await IntakeFixture.RefusedAsync(GetAsync(appeal.AppealId, "AAAA"));
        Assert.Equal("TOKEN_INVALID", refused.Reason());
    }

    [Fact]
    public async Task A_token_of_Routing_is_refused_at_once_because_its_changes_never_come_here()
    {
        var appeal = await fixture.SubmitAsync();
        var routing = new ServiceIdentity(Source.Routing);
        var tokens = new ConsistencyTokens(fixture.Service.Get<SignedToken>(), routing, TimeProvider.System);
        var refused = await IntakeFixture.RefusedAsync(GetAsync(appeal.AppealId, tokens.Issue(appeal.AppealId, 1)));
        Assert.Equal((StatusCode.InvalidArgument, "TOKEN_INVALID"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task Lists_page_by_page_in_scope_the_latest_first_without_content()
    {
        for (var i = 0; i < 5; i++)
        {
            await fixture.SubmitAsync(request => request.Place = new Place { TownId = IntakeFixture.OtherTown });
        }

        var headers = fixture.As("OPERATOR", IntakeFixture.OtherTown);
        var all = await fixture.Intake.ListAppealsAsync(new ListAppealsRequest(), headers);
        Assert.Equal(5, all.Appeals.Count);
        Assert.All(all.Appeals, appeal => Assert.Equal("", appeal.Snapshot.Content));
        Assert.All(all.Appeals, appeal => Assert.Equal(IntakeFixture.OtherTown, appeal.Snapshot.Place.TownId));
        Assert.Equal(
            all.Appeals.OrderByDescending(appeal => appeal.Snapshot.AcceptedAt).Select(appeal => appeal.AppealId),
            all.Appeals.Select(appeal => appeal.AppealId));

        var paged = new List<string>();
        var request = new ListAppealsRequest { PageSize = 2 };
        do
        {
            var page = await fixture.Intake.ListAppealsAsync(request, headers);
            paged.AddRange(page.Appeals.Select(appeal => appeal.AppealId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(all.Appeals.Select(appeal => appeal.AppealId), paged);
    }

    [Fact]
    public async Task A_page_token_of_other_conditions_is_refused()
    {
        await fixture.SubmitAsync();
        await fixture.SubmitAsync();
        var page = await fixture.Intake.ListAppealsAsync(new ListAppealsRequest { PageSize = 1 }, fixture.As("OPERATOR"));
        var other = new ListAppealsRequest
        {
            PageSize = 1,
            PageToken = page.NextPageToken,
            AcceptedFrom = Timestamp.FromDateTime(DateTime.UnixEpoch),
        };
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.ListAppealsAsync(other, fixture.As("OPERATOR")));
        Assert.Equal("TOKEN_INVALID", refused.Reason());
    }

    [Fact]
    public async Task A_range_is_half_open()
    {
        var appeal = await fixture.SubmitAsync(request => request.Place = new Place { TownId = "110118999" });
        var at = appeal.Snapshot.AcceptedAt;
        var headers = fixture.As("OPERATOR", "110118999");
        var from = await fixture.Intake.ListAppealsAsync(new ListAppealsRequest { AcceptedFrom = at }, headers);
        var before = await fixture.Intake.ListAppealsAsync(new ListAppealsRequest { AcceptedBefore = at }, headers);
        Assert.Contains(from.Appeals, listed => listed.AppealId == appeal.AppealId);
        Assert.DoesNotContain(before.Appeals, listed => listed.AppealId == appeal.AppealId);
    }

    [Fact]
    public async Task Broken_lists_are_refused_with_all_violations()
    {
        var request = new ListAppealsRequest
        {
            PageSize = -1,
            AcceptedFrom = new Timestamp { Seconds = long.MaxValue },
            AcceptedBefore = new Timestamp { Nanos = -1 },
        };
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.ListAppealsAsync(request, fixture.As("OPERATOR")));
        Assert.Equal(["page_size", "accepted_from", "accepted_before"], refused.Fields());
    }

    [Fact]
    public async Task Lists_the_category_tree_with_leaves_and_their_usual_urgency()
    {
        var tree = await fixture.Intake.ListCategoriesAsync(new ListCategoriesRequest(), fixture.As("ANALYST"));
        var leaf = Assert.Single(tree.Categories, category => category.CategoryId == "water.supply-drainage.drainage");
        Assert.Equal((true, "water.supply-drainage", "NORMAL"), (leaf.IsLeaf, leaf.ParentId, leaf.DefaultUrgency));
    }

    private AsyncUnaryCall<Appeal> GetAsync(
        string id, string token = "", string role = "OPERATOR", string unit = IntakeFixture.District) =>
        fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = id, ConsistencyToken = token }, fixture.As(role, unit));
}
