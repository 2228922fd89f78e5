using System.Diagnostics;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class UrgentLaneTests
{
    private const int Backlog = 2_000;

    [Fact]
    public async Task An_urgent_event_is_applied_within_two_seconds_before_a_backlog_of_ordinary_batches_and_a_slow_consumer()
    {
        using var issuer = new TestIssuer();
        await using var first = new TestDatabase();
        await using var second = new TestDatabase();
        await using var broker = await VirtualHost.CreateAsync();
        await using var intake = await ServiceUnderTest.StartAsync(ToyService.BuildIntake, "intake", issuer, first, broker);
        var publisher = intake.Get<IEventPublisher>();
        await Eventually.IsAsync(() => Task.FromResult(publisher.IsReady), "the broker is connected");
        await Task.WhenAll(Enumerable.Range(0, Backlog).Select(_ => publisher.PublishAsync(Given.Accepted(Given.NewTicket()))));

        // 64 at once, half a second each: the backlog lasts for a quarter of a minute.
        var received = new ToyService.Received { Delay = TimeSpan.FromMilliseconds(500) };
        await using var routing = await ServiceUnderTest.StartAsync(ToyService.BuildRouting(received), "routing", issuer, second, broker);
        await Eventually.IsAsync(() => Task.FromResult(!received.Messages.IsEmpty), "the consumer works on the backlog");

        var urgent = Given.NewTicket();
        var watch = Stopwatch.StartNew();
        await publisher.PublishAsync(Given.Accepted(urgent), isUrgent: true);
        var store = routing.Get<FactStore<Toy>>();
        await Eventually.GetAsync(() => store.FindAsync(urgent, Scope.All, default), "the urgent event is applied");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(received.Messages.Count, 1, Backlog / 2);
    }
}
