using System.Diagnostics;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using RabbitMQ.Client;

namespace Hotline.Chassis.Tests.Messaging;

/// <summary>What the broker does for us, as it is configured for a release.</summary>
public sealed class BrokerTests : IAsyncLifetime, IDisposable
{
    private readonly TestIssuer _issuer = new();
    private readonly TestDatabase _first = new();
    private readonly TestDatabase _second = new();
    private VirtualHost _broker = null!;

    private static AppealAccepted Event => Given.Accepted("t");

    public async Task InitializeAsync() => _broker = await VirtualHost.CreateAsync();

    [Fact]
    public async Task What_is_delivered_too_often_is_parked_for_a_person()
    {
        var options = new BusOptions(new Uri(_broker.Uri));
        await using var connection = await options.ConnectionFactory("test").CreateConnectionAsync();
        await Topology.DeclareAsync(connection, default);
        await using var channel = await connection.CreateChannelAsync();
        var queue = EventCatalogue.QueueOf(Source.Tracking);
        await channel.BasicPublishAsync("", queue, mandatory: true, "poison"u8.ToArray());

        // Its consumer dies each time: what is given back in good order the broker does not count.
        var deliveries = 0;
        for (; deliveries < 50 && await _broker.MessagesAsync("hotline.parked") != 1; deliveries++)
        {
            await using var dying = await connection.CreateChannelAsync();
            await Eventually.IsAsync(
                async () => await dying.BasicGetAsync(queue, autoAck: false) is not null
                    || await _broker.MessagesAsync("hotline.parked") == 1,
                "the message is delivered or parked");
        }

        Assert.InRange(deliveries, 20, 23);
        var parked = await channel.BasicGetAsync("hotline.parked", autoAck: true);
        Assert.Equal("poison"u8.ToArray(), parked!.Body.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_no_queue_of_its_lane_would_get_is_not_taken_for_published(bool isUrgent)
    {
        await using var intake = await IntakeAsync(_broker.Uri);
        var publisher = intake.Get<IEventPublisher>();
        await publisher.PublishAsync(Event, isUrgent);

        await using var connection = await new BusOptions(new Uri(_broker.Uri)).ConnectionFactory("test").CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var row = EventCatalogue.Find(AppealAccepted.Descriptor.FullName);
        foreach (var consumer in row.To)
        {
            await channel.ExchangeUnbindAsync(EventCatalogue.QueueOf(consumer, isUrgent), row.ExchangeOf(isUrgent), "");
        }

        await Assert.ThrowsAsync<MassTransit.MessageReturnedException>(() => publisher.PublishAsync(Event, isUrgent));
    }

    [Fact]
    public async Task A_broker_that_falls_silent_holds_no_publish_for_ever()
    {
        await using var proxy = new FaultProxy(_broker.Uri);
        await using var intake = await IntakeAsync(proxy.Address);
        var publisher = intake.Get<IEventPublisher>();
        await publisher.PublishAsync(Event);

        proxy.Freeze();
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publisher.PublishAsync(Event).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15));
        await proxy.CutAsync();
    }

    [Fact]
    public async Task Every_queue_is_replicated_also_those_for_what_failed()
    {
        var received = new ToyService.Received { Fail = _ => throw Refuse.NotFound("ticket") };
        await using var intake = await IntakeAsync(_broker.Uri);
        await using var routing = await ServiceUnderTest.StartAsync(
            ToyService.BuildRouting(received), "routing", _issuer, _second, _broker);
        await intake.Get<FactStore<Toy>>().CreateAsync(TicketId.From("test", "1"), Toy.Command("r1"), Toy.Decision(new Toy()), default);
        await Eventually.IsAsync(
            async () => await _broker.MessagesAsync("hotline-routing_error") == 1, "the refused event waits in its error queue");

        var types = await _broker.QueueTypesAsync();
        Assert.Equal(
            [
                "hotline-intake", "hotline-intake-urgent", "hotline-routing", "hotline-routing-urgent", "hotline-routing_error",
                "hotline-tracking", "hotline-tracking-urgent", "hotline.parked",
            ],
            types.Keys.Order(StringComparer.Ordinal));
        Assert.All(types, queue => Assert.Equal("quorum", queue.Value));
    }

    public async Task DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    public void Dispose() => _issuer.Dispose();

    private async Task<ServiceUnderTest> IntakeAsync(string broker)
    {
        var intake = await ServiceUnderTest.StartAsync(
            ToyService.BuildIntake, "intake", _issuer, _first, _broker, ("HOTLINE_RABBITMQ", broker));
        await Eventually.IsAsync(() => Task.FromResult(intake.Get<IEventPublisher>().IsReady), "the broker is connected");
        return intake;
    }
}
