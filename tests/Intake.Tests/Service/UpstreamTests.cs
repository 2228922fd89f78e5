using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Events.V1;
using Hotline.Intake.Appeals;
using Hotline.Intake.V1;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>An order of a higher level: kept as that level gives it, and never made into two appeals.</summary>
[Collection(IntakeCollection.Name)]
public sealed class UpstreamTests(IntakeFixture fixture)
{
    private static readonly DateTime Now = DateTime.UtcNow;

    [Fact]
    public async Task An_order_is_answered_read_and_told_as_the_higher_level_gave_it()
    {
        var order = Order();
        var appeal = await SubmitAsync(order);
        var read = await fixture.Intake.GetAppealAsync(new() { AppealId = appeal.AppealId }, fixture.As("OPERATOR"));

        Assert.Equal(order, appeal.Snapshot.UpstreamOrder);
        Assert.Equal(order, read.Snapshot.UpstreamOrder);
        var fact = (await fixture.Service.Get<Chassis.Facts.FactStore<AppealState>>().FactsAsync(appeal.AppealId, 0, 1, default))[0];
        Assert.Equal(order, fact.EventAs<AppealAccepted>().Appeal.UpstreamOrder);
    }

    [Fact]
    public async Task An_order_without_deadlines_is_taken_and_so_is_an_appeal_of_that_channel_without_an_order()
    {
        var bare = Order();
        (bare.SignDueAt, bare.ResponseDueAt, bare.CompletionDueAt) = (null, null, null);
        Assert.Null((await SubmitAsync(bare)).Snapshot.UpstreamOrder.SignDueAt);
        Assert.Null((await SubmitAsync(null)).Snapshot.UpstreamOrder);
    }

    [Fact]
    public async Task The_same_order_under_another_request_names_the_first_appeal_and_makes_no_second()
    {
        var order = Order();
        var request = Request(order);
        var first = await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR"));
        var again = order.Clone();
        again.Number = again.Number.ToLowerInvariant();
        again.CompletionDueAt = null;

        var refused = await IntakeFixture.RefusedAsync(
            fixture.Intake.SubmitAppealAsync(Request(again), fixture.As("OPERATOR", subject: "p2")));

        Assert.Equal((StatusCode.AlreadyExists, "UPSTREAM_ORDER_TAKEN"), (refused.StatusCode, refused.Reason()));
        var info = refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>();
        Assert.Equal((first.AppealId, first.Snapshot.TicketNumber), (info.Metadata["appeal_id"], info.Metadata["ticket_number"]));
        Assert.Equal(1, await fixture.Appeals.CountDocumentsAsync(KeyOf(order)));
        Assert.Equal(first.AppealId, (await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR"))).AppealId);
    }

    [Fact]
    public async Task Who_may_not_see_the_first_appeal_is_not_told_which_it_is()
    {
        var order = Order();
        await SubmitAsync(order);

        var refused = await IntakeFixture.RefusedAsync(
            fixture.Intake.SubmitAppealAsync(Request(order), fixture.As("OPERATOR", IntakeFixture.OtherTown, "p3")));

        Assert.Equal("UPSTREAM_ORDER_TAKEN", refused.Reason());
        Assert.Empty(refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Metadata);
    }

    [Fact]
    public async Task Of_many_that_bring_it_at_once_through_two_processes_one_is_accepted()
    {
        await using var other = await fixture.StartReplicaAsync();
        var order = Order();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var client = i % 2 == 0 ? fixture.Intake : new IntakeService.IntakeServiceClient(other.Public);
            try
            {
                await client.SubmitAppealAsync(Request(order), fixture.As("OPERATOR"));
                return "OK";
            }
            catch (RpcException refused)
            {
                return refused.Reason();
            }
        }));

        Assert.Equal(15, outcomes.Count(outcome => outcome == "UPSTREAM_ORDER_TAKEN"));
        Assert.Single(outcomes, "OK");
        Assert.Equal(1, await fixture.Appeals.CountDocumentsAsync(KeyOf(order)));
    }

    [Fact]
    public async Task The_same_number_of_another_system_is_another_order()
    {
        var order = Order();
        await SubmitAsync(order);
        order.System = "MIYUN-GOV";
        Assert.Equal("MIYUN-GOV", (await SubmitAsync(order)).Snapshot.UpstreamOrder.System);
    }

    public static TheoryData<string, Action<SubmitAppealRequest>> Broken => new()
    {
        { "upstream_order", r => r.Channel = Channel.Phone },
        { "upstream_order.system", r => r.UpstreamOrder.System = "" },
        { "upstream_order.system", r => r.UpstreamOrder.System = "bj12345" },
        { "upstream_order.system", r => r.UpstreamOrder.System = "市热线" },
        { "upstream_order.system", r => r.UpstreamOrder.System = new string('A', 33) },
        { "upstream_order.number", r => r.UpstreamOrder.Number = "" },
        { "upstream_order.number", r => r.UpstreamOrder.Number = "DH 1" },
        { "upstream_order.number", r => r.UpstreamOrder.Number = "DH1\n" },
        { "upstream_order.number", r => r.UpstreamOrder.Number = "ＤＨ１" },
        { "upstream_order.number", r => r.UpstreamOrder.Number = new string('1', 65) },
        { "upstream_order.dispatched_at", r => r.UpstreamOrder.DispatchedAt = null },
        { "upstream_order.dispatched_at", r => r.UpstreamOrder.DispatchedAt = At(TimeSpan.FromMinutes(6)) },
        {
            "upstream_order.dispatched_at",
            r => r.UpstreamOrder = new()
            {
                System = r.UpstreamOrder.System, Number = r.UpstreamOrder.Number, DispatchedAt = At(TimeSpan.FromDays(-3651)),
            }
        },
        { "upstream_order.dispatched_at", r => r.UpstreamOrder.DispatchedAt = new() { Seconds = long.MaxValue } },
        { "upstream_order.sign_due_at", r => r.UpstreamOrder.SignDueAt = r.UpstreamOrder.DispatchedAt },
        { "upstream_order.sign_due_at", r => r.UpstreamOrder.SignDueAt = new() { Nanos = -1 } },
        { "upstream_order.sign_due_at", r => r.UpstreamOrder.SignDueAt = At(TimeSpan.FromDays(20)) },
        { "upstream_order.response_due_at", r => r.UpstreamOrder.ResponseDueAt = At(TimeSpan.FromDays(-1)) },
        { "upstream_order.response_due_at", r => r.UpstreamOrder.ResponseDueAt = At(TimeSpan.FromDays(8)) },
        { "upstream_order.completion_due_at", r => r.UpstreamOrder.CompletionDueAt = At(TimeSpan.FromDays(3651)) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_breaks_a_rule_is_named_and_nothing_is_stored(string field, Action<SubmitAppealRequest> breaks)
    {
        var request = Request(Order());
        breaks(request);

        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));

        Assert.Equal((StatusCode.InvalidArgument, "FIELD_VIOLATIONS"), (refused.StatusCode, refused.Reason()));
        Assert.Equal([field], refused.Fields().Distinct());
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_order_is_named_at_once()
    {
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(Request(new()), fixture.As("OPERATOR")));
        Assert.Equal(
            ["upstream_order.system", "upstream_order.number", "upstream_order.dispatched_at"], refused.Fields());
    }

    private static BsonDocument KeyOf(UpstreamOrder order) => IntakeQueries.OfUpstream(order.ToRecord().Key);

    private static Timestamp At(TimeSpan fromNow) => Timestamp.FromDateTime(Now + fromNow);

    private static UpstreamOrder Order()
    {
        var dispatched = DateTime.UnixEpoch.AddSeconds((long)(Now - DateTime.UnixEpoch).TotalSeconds - 600);
        return new()
        {
            System = "BJ12345",
            Number = "DH" + Guid.NewGuid().ToString("N").ToUpperInvariant(),
            DispatchedAt = Timestamp.FromDateTime(dispatched),
            SignDueAt = Timestamp.FromDateTime(dispatched.AddHours(1)),
            ResponseDueAt = Timestamp.FromDateTime(dispatched.AddHours(2)),
            CompletionDueAt = Timestamp.FromDateTime(dispatched.AddDays(7)),
        };
    }

    private static SubmitAppealRequest Request(UpstreamOrder? order)
    {
        var request = IntakeFixture.Request();
        (request.Channel, request.UpstreamOrder) = (Channel.Upstream, order);
        return request;
    }

    private async Task<Appeal> SubmitAsync(UpstreamOrder? order) =>
        await fixture.Intake.SubmitAppealAsync(Request(order), fixture.As("OPERATOR"));
}
