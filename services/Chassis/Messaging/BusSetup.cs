using System.Net.Security;
using System.Security.Authentication;
using Hotline.Chassis.Configuration;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Hotline.Chassis.Messaging;

/// <summary>The one place that configures MassTransit's bus; docs/adr names the pin and the exit.</summary>
public static class BusSetup
{
    internal static void AddBus(IServiceCollection services, ServiceIdentity service, BusOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Topology>();
        services.AddHostedService(provider => provider.GetRequiredService<Topology>());
        services.AddSingleton<IEventPublisher, EventPublisher>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingRabbitMq((_, rabbit) =>
            {
                Host(rabbit, options, service);
                rabbit.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders | RawSerializerOptions.CopyHeaders, isDefault: true);
                rabbit.ConfigureJsonSerializerOptions(json =>
                {
                    json.Converters.Insert(0, new ProtoJsonConverterFactory());
                    return json;
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
                    // MassTransit accepts chain errors unless told otherwise.
                    ssl.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors);
                });
            }
        });
}
