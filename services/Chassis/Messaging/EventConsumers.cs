using System.Reflection;
using Google.Protobuf;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Time;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Consumes the service's queues, one receive endpoint for each lane. It stops by its own handles, before the outbox and the bus:
/// the outbox can still publish what the last consumers wrote. An endpoint that lost the broker waits up to half a minute before it
/// tries again; once the broker is back it is replaced at once.
/// </summary>
public sealed class EventConsumers(
    IBusControl bus,
    Topology topology,
    ServiceIdentity service,
    IServiceProvider services,
    TimeProvider system,
    ILogger<EventConsumers> logger) : PollingWorker(Interval, system, logger)
{
    // Ten seconds.
    private const int GracePasses = 40;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly MethodInfo AddConsumerOf =
        typeof(EventConsumers).GetMethod(nameof(AddConsumer), BindingFlags.NonPublic | BindingFlags.Instance)!;

    // Urgent batches are few; a short prefetch spreads them over the replicas.
    private readonly Lane[] _lanes =
        [new(IsUrgent: true, Prefetch: 16, Concurrency: 16), new(IsUrgent: false, Prefetch: 128, Concurrency: 64)];

    /// <summary>
    /// Takes no more messages and waits for those that are being applied. What was only prefetched the broker gives to another
    /// replica.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_lanes.Select(lane => lane.Endpoint?.StopAsync(cancellationToken) ?? Task.CompletedTask));
    }

    /// <summary>Sees to it that each lane consumes while the broker is there.</summary>
    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        var consuming = bus.CheckHealth().Endpoints.Values
            .Where(health => health.Status == BusHealthStatus.Healthy)
            .Select(health => health.ReceiveEndpoint)
            .ToList();
        foreach (var lane in _lanes)
        {
            if (!topology.IsThere || (lane.Endpoint is { } endpoint && consuming.Contains(endpoint.ReceiveEndpoint)))
            {
                lane.Grace = 0;
            }
            else if (lane.Grace > 0)
            {
                lane.Grace--;
            }
            else
            {
                // Should one of these fail, the next pass tries again.
                await (lane.Endpoint?.StopAsync(cancel) ?? Task.CompletedTask);
                lane.Endpoint = Connect(lane);
                lane.Grace = GracePasses;
            }
        }

        return false;
    }

    private HostReceiveEndpointHandle Connect(Lane lane)
    {
        var queue = EventCatalogue.QueueOf(service.Source, lane.IsUrgent);
        return bus.ConnectReceiveEndpoint(queue, endpoint =>
        {
            ((IRabbitMqReceiveEndpointConfigurator)endpoint).SetQuorumQueue();
            // Topology declares the bindings of all services.
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = lane.Prefetch;
            endpoint.ConcurrentMessageLimit = lane.Concurrency;
            endpoint.UseMessageRetry(Retry);
            // Locks of its own: an urgent event waits behind no ordinary one.
            var locks = new TicketLocks();
            foreach (var row in EventCatalogue.Rows.Where(row => row.To.Contains(service.Source)))
            {
                AddConsumerOf.MakeGenericMethod(row.Batch.ClrType, row.Event.ClrType).Invoke(this, [endpoint, row, locks, queue]);
            }
        });
    }

    private static void Retry(IRetryConfigurator retry)
    {
        retry.Ignore<RefusalException>(refusal => refusal.RetryAfter is null && refusal.Code != Grpc.Core.StatusCode.Aborted);
        retry.Ignore<InvalidDataException>();
        retry.Intervals(100, 1_000, 5_000);
    }

    private void AddConsumer<TBatch, TEvent>(
        IReceiveEndpointConfigurator endpoint, EventCatalogue.Row kind, TicketLocks locks, string queue)
        where TBatch : class, IMessage, new()
        where TEvent : class, IMessage
    {
        var handler = services.GetRequiredService<IEventHandler<TEvent>>();
        var versions = services.GetRequiredService<IVersionCheck>();
        var named = services.GetRequiredService<ILogger<EventConsumer<TBatch, TEvent>>>();
        endpoint.Consumer(() => new EventConsumer<TBatch, TEvent>(kind, handler, versions, locks, new Uri("exchange:" + queue), named));
    }

    private sealed record Lane(bool IsUrgent, int Prefetch, int Concurrency)
    {
        public HostReceiveEndpointHandle? Endpoint { get; set; }

        /// <summary>Passes that an endpoint which was just connected has left to become ready.</summary>
        public int Grace { get; set; }
    }
}
