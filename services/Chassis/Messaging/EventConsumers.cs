using System.Reflection;
using Google.Protobuf;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Consumes the service's queues, one receive endpoint for each lane. It stops by its own handles, before the outbox and the bus:
/// the outbox can still publish what the last consumers wrote.
/// </summary>
public sealed class EventConsumers(IBusControl bus, ServiceIdentity service, IServiceProvider services) : IHostedService
{
    private static readonly MethodInfo AddConsumerOf =
        typeof(EventConsumers).GetMethod(nameof(AddConsumer), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly List<HostReceiveEndpointHandle> _endpoints = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _endpoints.Add(Connect(isUrgent: false, prefetch: 128, concurrency: 64));
        // Urgent batches are few; a short prefetch spreads them over the replicas.
        _endpoints.Add(Connect(isUrgent: true, prefetch: 16, concurrency: 16));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes no more messages and waits for those that are being applied. What was only prefetched the broker gives to another
    /// replica.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_endpoints.Select(endpoint => endpoint.StopAsync(cancellationToken)));

    private HostReceiveEndpointHandle Connect(bool isUrgent, int prefetch, int concurrency)
    {
        var queue = EventCatalogue.QueueOf(service.Source, isUrgent);
        return bus.ConnectReceiveEndpoint(queue, endpoint =>
        {
            ((IRabbitMqReceiveEndpointConfigurator)endpoint).SetQuorumQueue();
            // Topology declares the bindings of all services.
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = prefetch;
            endpoint.ConcurrentMessageLimit = concurrency;
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
        var logger = services.GetRequiredService<ILogger<EventConsumer<TBatch, TEvent>>>();
        endpoint.Consumer(() => new EventConsumer<TBatch, TEvent>(kind, handler, versions, locks, new Uri("exchange:" + queue), logger));
    }
}
