using System.Net.Security;
using System.Security.Authentication;
using Google.Protobuf;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Messaging;

/// <summary>The one place that configures MassTransit; docs/adr names the pin and the exit.</summary>
public static class BusSetup
{
    private const int Prefetch = 128;
    private const int Concurrency = 64;

    internal static void AddBus(IServiceCollection services, ServiceIdentity service, BusOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Topology>();
        services.AddHostedService(provider => provider.GetRequiredService<Topology>());
        services.AddSingleton<IEventPublisher, EventPublisher>();
        services.AddSingleton<TicketLocks>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                Host(rabbit, options, service);
                rabbit.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders | RawSerializerOptions.CopyHeaders, isDefault: true);
                rabbit.ConfigureJsonSerializerOptions(json =>
                {
                    json.Converters.Insert(0, new ProtoJsonConverterFactory());
                    return json;
                });
                foreach (var row in EventCatalogue.Rows)
                {
                    Generic(nameof(ConfigureMessage), [row.Batch.ClrType], rabbit);
                }

                rabbit.ReceiveEndpoint(EventCatalogue.QueueOf(service.Source), endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    endpoint.PublishFaults = false;
                    endpoint.PrefetchCount = Prefetch;
                    endpoint.ConcurrentMessageLimit = Concurrency;
                    endpoint.UseMessageRetry(retry =>
                    {
                        retry.Ignore<RefusalException>(refusal => refusal.RetryAfter is null && refusal.Code != Grpc.Core.StatusCode.Aborted);
                        retry.Ignore<InvalidDataException>();
                        retry.Intervals(100, 1_000, 5_000);
                    });
                    var locks = context.GetRequiredService<TicketLocks>();
                    foreach (var row in EventCatalogue.Rows.Where(row => row.To.Contains(service.Source)))
                    {
                        Generic(nameof(ConfigureConsumer), [row.Batch.ClrType, row.Event.ClrType], endpoint, context, locks, new Uri("queue:" + EventCatalogue.QueueOf(service.Source)));
                    }
                });
            });
        });
        services.Configure<MassTransitHostOptions>(host =>
        {
            // Serve while the broker is away: what is written waits as pending facts.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }

    private static void Host(IRabbitMqBusFactoryConfigurator rabbit, BusOptions options, ServiceIdentity service) =>
        rabbit.Host(options.Broker, "hotline-" + service.Name, host =>
        {
            if (options.UsesTls)
            {
                host.UseSsl(ssl =>
                {
                    ssl.ServerName = options.Broker.Host;
                    ssl.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
                    // MassTransit forgives chain errors unless told otherwise.
                    ssl.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors);
                });
            }
        });

    private static void ConfigureMessage<TBatch>(IRabbitMqBusFactoryConfigurator rabbit)
        where TBatch : class, IMessage<TBatch>, IMessage, IBufferMessage
    {
        rabbit.Message<TBatch>(message => message.SetEntityName(ProtoJson.DescriptorOf(typeof(TBatch)).FullName));
        // The interfaces of generated classes are no contracts of ours.
        rabbit.Publish<IMessage<TBatch>>(publish => publish.Exclude = true);
        rabbit.Publish<IMessage>(publish => publish.Exclude = true);
        rabbit.Publish<IBufferMessage>(publish => publish.Exclude = true);
        rabbit.Publish<IDeepCloneable<TBatch>>(publish => publish.Exclude = true);
    }

    private static void ConfigureConsumer<TBatch, TEvent>(IRabbitMqReceiveEndpointConfigurator endpoint, IRegistrationContext context, TicketLocks locks, Uri queue)
        where TBatch : class, IMessage, new()
        where TEvent : class, IMessage =>
        endpoint.Consumer(() => new EventConsumer<TBatch, TEvent>(
            context.GetRequiredService<IEventHandler<TEvent>>(), locks, queue, context.GetRequiredService<ILogger<EventConsumer<TBatch, TEvent>>>()));

    private static void Generic(string method, System.Type[] types, params object[] arguments) =>
        typeof(BusSetup).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(types).Invoke(null, arguments);
}
