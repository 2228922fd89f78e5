using Hotline.Chassis.Messaging;
using Hotline.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class EventConsumersTests(ToyPair pair) : IClassFixture<ToyPair>
{
    // Long enough for the bus itself to wait ten seconds and more before it would try again.
    private static readonly TimeSpan LongAway = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Consumers_stop_while_the_bus_still_publishes_and_what_follows_waits_in_their_queue()
    {
        await using var broker = await VirtualHost.CreateAsync();
        await using var database = new TestDatabase();
        var received = new ToyService.Received();
        var build = ToyService.BuildRouting(received);
        await using var routing = await ServiceUnderTest.StartAsync(build, "routing", pair.Issuer, database, broker);
        var publisher = routing.Get<IEventPublisher>();
        await Eventually.IsAsync(() => Task.FromResult(publisher.IsReady), "the broker is connected");
        await publisher.PublishAsync(Given.Accepted("before"));
        await Eventually.IsAsync(() => Task.FromResult(received.Messages.Count == 1), "the consumers run");

        await Hosted(routing).OfType<EventConsumers>().Single().StopAsync(default);
        Assert.True(publisher.IsReady);
        await publisher.PublishAsync(Given.Accepted("after"));
        await publisher.PublishAsync(Given.Accepted("after"), isUrgent: true);

        await Eventually.IsAsync(async () => await broker.MessagesAsync("hotline-routing") == 1, "the ordinary event waits");
        await Eventually.IsAsync(async () => await broker.MessagesAsync("hotline-routing-urgent") == 1, "the urgent event waits");
        Assert.Single(received.Messages);
    }

    [Fact]
    public void Consumers_stop_right_after_the_server_and_before_all_that_publishes()
    {
        // Hosted services stop in the reverse order of their registration.
        var stopping = Hosted(pair.Routing).Reverse().Select(service => service.GetType().Name).Take(2);
        Assert.Equal(["GenericWebHostService", nameof(EventConsumers)], stopping);
    }

    [Fact]
    public async Task Consumers_that_start_without_a_broker_or_lose_it_consume_as_soon_as_it_is_there()
    {
        await using var broker = await VirtualHost.CreateAsync();
        await using var database = new TestDatabase();
        var (received, port) = (new ToyService.Received(), ServiceUnderTest.FreePort());
        var absent = new UriBuilder(broker.Uri) { Port = port }.Uri.AbsoluteUri;
        await using var routing = await ServiceUnderTest.StartAsync(
            ToyService.BuildRouting(received), "routing", pair.Issuer, database, broker, ("HOTLINE_RABBITMQ", absent));
        var publisher = routing.Get<IEventPublisher>();
        Assert.False(publisher.IsReady);

        foreach (var (time, away) in new[] { ("first", TimeSpan.Zero), ("second", LongAway) })
        {
            await Task.Delay(away);
            await using var bridge = new FaultProxy(broker.Uri, port);
            await Eventually.IsAsync(
                () => Task.FromResult(publisher.IsReady), $"the broker is there for the {time} time", TimeSpan.FromSeconds(10));
            await publisher.PublishAsync(Given.Accepted(time));
            await publisher.PublishAsync(Given.Accepted(time + "-urgent"), isUrgent: true);
            await Eventually.IsAsync(
                () => Task.FromResult(Has(received, time) && Has(received, time + "-urgent")),
                "both lanes are consumed",
                TimeSpan.FromSeconds(10));
            await bridge.CutAsync();
            await Eventually.IsAsync(() => Task.FromResult(!publisher.IsReady), "the broker is missed");
        }
    }

    private static bool Has(ToyService.Received received, string ticket) =>
        received.Messages.Any(message => message.Header.TicketId == ticket);

    private static IHostedService[] Hosted(ServiceUnderTest service) => [.. service.Services.GetServices<IHostedService>()];
}
