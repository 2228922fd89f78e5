using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Hotline.Tracking.Tests.Service;

[Collection(TrackingCollection.Name)]
public sealed class ListingTests(TrackingFixture given)
{
    [Fact]
    public async Task Pages_hold_every_ticket_of_the_scope_once_the_latest_first()
    {
        var unit = "110118-list";
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var id = given.NewTicketId();
            // Two accepted in the same instant: the id decides.
            await given.HandleAsync(TrackingFixture.Accepted(id, acceptedAt: $"2022-09-28 09:0{i / 2}"));
            await given.HandleAsync(TrackingFixture.Dispatched(id, 1, TrackingFixture.Lead(unit)));
            ids.Add(id);
        }

        var reader = given.As("r", "UNIT_LIAISON", unit);
        var seen = new List<Ticket>();
        var token = "";
        do
        {
            var page = await given.Tracking.ListTicketsAsync(new() { PageSize = 3, PageToken = token }, reader);
            Assert.True(page.Tickets.Count <= 3);
            seen.AddRange(page.Tickets);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen.Select(t => t.TicketId).Order(StringComparer.Ordinal));
        Assert.Equal(seen.Select(t => t.Appeal.AcceptedAt).OrderDescending(), seen.Select(t => t.Appeal.AcceptedAt));
        Assert.All(seen, t => Assert.Empty(t.Appeal.Content));
        Assert.All(seen, t => Assert.DoesNotContain(t.Deadlines, d => d.Lamp == Lamp.Unspecified));
    }

    [Fact]
    public async Task A_village_lists_its_own_parts_and_nothing_of_its_town()
    {
        const string town = "110118-edge";
        var village = TrackingFixture.Sub();
        (village.UnitId, village.Scope[0], village.Scope[1]) = ("110118-edge-village", "110118-edge-village", town);
        var passedDown = await given.DispatchedTicketAsync(TrackingFixture.Lead(town), village);
        var kept = await given.DispatchedTicketAsync(TrackingFixture.Lead(town));

        var worker = given.As("worker", "FIELD_WORKER", "110118-edge-village");
        foreach (var unit in new[] { "", town, "110118" })
        {
            var listed = await given.Tracking.ListTicketsAsync(new() { Filter = new() { UnitId = unit } }, worker);
            Assert.Equal(passedDown, Assert.Single(listed.Tickets).TicketId);
        }

        var whole = await given.Tracking.ListTicketsAsync(new(), given.As("liaison", "UNIT_LIAISON", town));
        Assert.Equal(new HashSet<string> { kept, passedDown }, whole.Tickets.Select(t => t.TicketId).ToHashSet());
    }

    [Fact]
    public async Task Every_condition_narrows_the_list()
    {
        var unit = "110118-filter";
        var early = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Accepted(early, acceptedAt: "2022-09-27 10:00"));
        await given.HandleAsync(TrackingFixture.Dispatched(early, 1, TrackingFixture.Lead(unit)));
        var late = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Accepted(late, acceptedAt: "2022-09-28 09:00"));
        await given.HandleAsync(TrackingFixture.Dispatched(late, 1, TrackingFixture.Lead(unit)));
        var liaison = given.As("l", "UNIT_LIAISON", unit);
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = late, AssignmentId = "a1" }, liaison);

        Assert.Equal([late, early], await ListAsync(new() { UnitId = unit }));
        Assert.Equal([late], await ListAsync(new() { UnitId = unit, AcceptedFrom = At("2022-09-27 10:00:01") }));
        Assert.Equal([early], await ListAsync(new() { UnitId = unit, AcceptedBefore = At("2022-09-28 09:00") }));
        Assert.Empty(await ListAsync(new() { UnitId = unit, States = { TicketState.Closed } }));
        Assert.Equal([late, early], await ListAsync(new() { UnitId = unit, States = { TicketState.Dispatched, TicketState.Closed } }));
        // A unit outside the caller's scope holds nothing for this caller, and answers as an unknown one.
        var (outside, unknown) = (given.As("x", "LEADER", "110118-other"), new TicketFilter() { UnitId = "no-such-unit" });
        Assert.Equal(new ListTicketsResponse(), await given.Tracking.ListTicketsAsync(new() { Filter = new() { UnitId = unit } }, outside));
        Assert.Equal(new ListTicketsResponse(), await given.Tracking.ListTicketsAsync(new() { Filter = unknown }, outside));
        // A unit below the caller's is his too; one above holds only what he sees anyhow.
        var root = new ListTicketsRequest { Filter = new() { UnitId = Given.Root } };
        var above = await given.Tracking.ListTicketsAsync(root, given.As("x", "LEADER", unit));
        Assert.Equal([late, early], above.Tickets.Select(t => t.TicketId));
    }

    [Fact]
    public async Task A_token_of_another_query_or_a_forged_one_is_refused()
    {
        await given.DispatchedTicketAsync();
        await given.DispatchedTicketAsync();
        var page = await given.Tracking.ListTicketsAsync(new() { PageSize = 1 }, given.Supervisor);
        Assert.NotEmpty(page.NextPageToken);

        var narrower = new ListTicketsRequest { PageToken = page.NextPageToken, Filter = new() { UnitId = Given.Town } };
        await RefusedAsync(async () => await given.Tracking.ListTicketsAsync(narrower, given.Supervisor));
        await RefusedAsync(async () => await given.Tracking.ListTicketsAsync(new() { PageToken = "AAAA" }, given.Supervisor));
        await RefusedAsync(async () => await given.Callbacks.ListCallbacksAsync(new() { PageToken = page.NextPageToken }, given.Agent));

        static Task RefusedAsync(Func<Task> call) => Refused.ByAsync(call, StatusCode.InvalidArgument, ErrorReason.TokenInvalid);
    }

    [Fact]
    public async Task Call_backs_are_listed_until_an_agent_claims_them()
    {
        var id = await given.ApprovedTicketAsync();
        TrackingFixture.MoveClock(given.Service, "2022-09-28 10:06");
        Assert.Contains(id, await CallbacksAsync(false));

        var claimed = await given.Callbacks.ClaimCallbackAsync(new() { RequestId = "claim", TicketId = id }, given.Agent);
        Assert.Equal("agent", claimed.CallbackTask.ClaimedBy);

        Assert.DoesNotContain(id, await CallbacksAsync(false));
        Assert.Contains(id, await CallbacksAsync(true));
        var other = given.As("other", "CALLBACK_AGENT", Given.Root);
        await Refused.ByAsync(
            async () => await given.Callbacks.ClaimCallbackAsync(new() { RequestId = "claim", TicketId = id }, other),
            StatusCode.FailedPrecondition,
            ErrorReason.GuardFailed);
    }

    private async Task<string[]> CallbacksAsync(bool claimed)
    {
        var found = new List<string>();
        for (var token = ""; ;)
        {
            var request = new ListCallbacksRequest { IncludeClaimed = claimed, PageSize = 200, PageToken = token };
            var page = await given.Callbacks.ListCallbacksAsync(request, given.Agent);
            found.AddRange(page.Tickets.Select(t => t.TicketId));
            if ((token = page.NextPageToken).Length == 0)
            {
                return [.. found];
            }
        }
    }

    private async Task<string[]> ListAsync(TicketFilter filter) =>
        [.. (await given.Tracking.ListTicketsAsync(new() { Filter = filter }, given.Supervisor)).Tickets.Select(t => t.TicketId)];

    private static Timestamp At(string beijing) => Timestamp.FromDateTime(Given.Beijing(beijing));
}
