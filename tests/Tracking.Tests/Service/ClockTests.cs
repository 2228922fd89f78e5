using Grpc.Core;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Time;
using Hotline.Operations.V1;
using Hotline.Testing;

namespace Hotline.Tracking.Tests.Service;

/// <summary>A service of its own, because its clock runs ahead of the other tests'.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly TrackingFixture _given = new();

    public Task InitializeAsync() => _given.InitializeAsync();

    public Task DisposeAsync() => _given.DisposeAsync();

    [Fact]
    public async Task Two_replicas_let_each_deadline_fire_once_and_the_expired_citizen_clock_asks_for_a_call_back()
    {
        await using var second = await _given.StartReplicaAsync();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await _given.DispatchedTicketAsync());
        }

        Move(second, "2022-09-28 12:05");
        await SettledAsync(second);
        Assert.All(await TicketsAsync(ids), t => Assert.DoesNotContain(t.Deadlines, d => d.BreachedAt is not null));

        Move(second, "2022-09-28 12:05:01");
        await SettledAsync(second);
        Assert.All(
            await TicketsAsync(ids),
            t => Assert.Equal([DeadlineKind.Sign], t.Deadlines.Where(d => d.BreachedAt is not null).Select(d => d.Kind)));

        Move(second, "2022-10-05 10:00:01");
        await SettledAsync(second);
        var late = await TicketsAsync(ids);
        Assert.All(late, t => Assert.Equal(CallbackCause.CitizenClockExpired, t.CallbackTask.Cause));
        Assert.All(late, t => Assert.Equal(5, t.Version));
        foreach (var id in ids)
        {
            var timeline = await _given.Tracking.GetTimelineAsync(new() { TicketId = id }, _given.Supervisor);
            Assert.Equal(
                [Given.Beijing("2022-09-28 12:05"), Given.Beijing("2022-09-29 10:05"), Given.Beijing("2022-10-05 10:00")],
                timeline.Entries.Where(e => e.Type == "deadline.breached").Select(e => e.OccurredAt.ToDateTime()));
        }
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(253_402_300_800, 0)]
    [InlineData(1_700_000_000, -1)]
    [InlineData(0, 0)]
    public async Task The_clock_is_not_moved_to_what_is_no_instant_or_lies_in_the_past(long seconds, int nanos)
    {
        var clock = new ClockService.ClockServiceClient(_given.Service.Internal);

        Assert.Equal(["to"], await Refused.FieldsAsync(async () =>
            await clock.AdvanceAsync(new() { To = new() { Seconds = seconds, Nanos = nanos } }, _given.As("admin", "ADMIN"))));
        Assert.Equal(Given.Beijing(TrackingFixture.Start), _given.Service.Get<BusinessClock>().UtcNow);
    }

    [Fact]
    public async Task At_night_only_call_backs_that_may_be_claimed_are_listed()
    {
        var normal = await _given.ApprovedTicketAsync();
        var claimed = await _given.ApprovedTicketAsync();
        var emergency = await _given.ApprovedTicketAsync("EMERGENCY");
        TrackingFixture.MoveClock(_given.Service, "2022-09-28 19:50");
        Assert.Equal([normal, claimed, emergency], (await ListAsync(false)).Order(StringComparer.Ordinal));
        await _given.Callbacks.ClaimCallbackAsync(new() { RequestId = "day", TicketId = claimed }, _given.Agent);

        TrackingFixture.MoveClock(_given.Service, "2022-09-28 20:00");

        Assert.Equal([emergency], await ListAsync(false));
        Assert.Equal([claimed, emergency], (await ListAsync(true)).Order(StringComparer.Ordinal));
        await _given.Callbacks.ClaimCallbackAsync(new() { RequestId = "night", TicketId = emergency }, _given.Agent);
        await Refused.ByAsync(
            async () => await _given.Callbacks.ClaimCallbackAsync(new() { RequestId = "night", TicketId = normal }, _given.Agent),
            StatusCode.FailedPrecondition,
            ErrorReason.GuardFailed);
    }

    private async Task<IEnumerable<string>> ListAsync(bool claimed) =>
        (await _given.Callbacks.ListCallbacksAsync(new() { IncludeClaimed = claimed }, _given.Agent)).Tickets.Select(t => t.TicketId);

    private void Move(ServiceUnderTest second, string beijing)
    {
        TrackingFixture.MoveClock(_given.Service, beijing);
        TrackingFixture.MoveClock(second, beijing);
    }

    private async Task<Ticket[]> TicketsAsync(List<string> ids) =>
        await Task.WhenAll(ids.Select(id => _given.Tracking.GetTicketAsync(new() { TicketId = id }, _given.Supervisor).ResponseAsync));

    private static Task SettledAsync(ServiceUnderTest service) => Eventually.IsAsync(
        async () => !await service.Get<IDueWork>().AnyAsync(service.Get<BusinessClock>().UtcNow, default), "everything due has fired");
}
