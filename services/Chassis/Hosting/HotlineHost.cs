using System.Net;
using Grpc.AspNetCore.Server;
using Hotline.Chassis.Access;
using Hotline.Chassis.Audit;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Privacy;
using Hotline.Chassis.Reference;
using Hotline.Chassis.Store;
using Hotline.Chassis.Telemetry;
using Hotline.Chassis.Time;
using Hotline.Operations.V1;
using Hotline.Type.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Hosting;

/// <summary>What the three services share, wired once.</summary>
public static class HotlineHost
{
    private const int MaxMessage = 256 * 1024;

    // Alive means that the process answers: a store that is away must not restart every pod.
    private const string Alive = "hotline-alive";

    /// <summary>
    /// Adds configuration, ports, clock, store, broker, interceptors, health and operations. Settings that are wrong are named
    /// when the host starts.
    /// </summary>
    /// <param name="builder">The host to be.</param>
    /// <param name="service">Which of the three it is.</param>
    /// <param name="table">The roles of its own methods; those of operations are added.</param>
    /// <exception cref="InvalidOperationException">
    /// HOTLINE_MONGODB or HOTLINE_RABBITMQ is not set, or a simulated clock is set in production.
    /// </exception>
    /// <exception cref="UriFormatException">HOTLINE_RABBITMQ is no address.</exception>
    /// <exception cref="InvalidDataException">clocks.json is missing or broken; the message names all that is wrong.</exception>
    public static WebApplicationBuilder AddHotline(this WebApplicationBuilder builder, ServiceIdentity service, MethodRoles table)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        Checked<HotlineOptions>(services, configuration, HotlineOptions.Section);
        services.AddSingleton<IValidateOptions<HotlineOptions>, PeerCheck>();
        Checked<AuthOptions>(services, configuration, AuthOptions.Section);
        Checked<OutboxOptions>(services, configuration, OutboxOptions.Section);
        Checked<SecretsOptions>(services, configuration, SecretsOptions.Section);
        builder.AddTelemetry(service);
        Listen(builder);

        services.AddSingleton(service);
        services.AddSingleton(TimeProvider.System);
        AddClock(builder);
        var clocks = ClocksFile.Read(configuration[$"{HotlineOptions.Section}:{nameof(HotlineOptions.Data)}"] ?? "");
        services
            .AddSingleton(provider => clocks.InForce(provider.GetRequiredService<BusinessClock>().UtcNow))
            .AddSingleton(provider => provider.GetRequiredService<ClocksFile>().Classes);
        services
            .AddSingleton<Secrets>()
            .AddSingleton(provider => new NameMarks(LiveKeys.Load(provider.GetRequiredService<Secrets>(), NameMarks.Purpose)))
            .AddSingleton<SignedToken>()
            .AddSingleton<Paging>()
            .AddSingleton<RequestHash>()
            .AddSingleton<CommandFactory>()
            .AddSingleton<ConsistencyTokens>();
        services.AddSingleton(provider => MongoSetup.Open(
            Required(configuration, "HOTLINE_MONGODB"),
            provider.GetRequiredService<IOptions<HotlineOptions>>().Value.Database,
            "hotline-" + service.Name));
        services.AddSingleton<TokenValidator>().AddSingleton<ServiceCredentials>();
        services.AddSingleton(table
            .AcrossUnits(
                "hotline.operations.v1.OperationsService",
                TokenScope.Operations,
                Rows(["GetStatus", "GetSeen", "ListUnconfirmed", "Republish", "Reconcile"], Role.Admin, Role.Service))
            .AcrossUnits("hotline.operations.v1.ClockService", TokenScope.Unspecified, Rows(["GetTime", "Advance"], Role.Admin)));
        services.AddSingleton<SeenByPeer>();
        services.AddSingleton<ISeenByPeer>(provider => provider.GetRequiredService<SeenByPeer>());
        services.AddSingleton<IPeerVersions>(provider => provider.GetRequiredService<SeenByPeer>());
        services.AddSingleton<IQueueDepth, QueueDepth>();
        foreach (var peer in EventCatalogue.ConsumersOf(service.Source).Union(EventCatalogue.SourcesOf(service.Source)))
        {
            services.AddSingleton(new PeerPort(peer, IsInternal: true));
        }

        BusSetup.AddBus(services, service, new BusOptions(new Uri(Required(configuration, "HOTLINE_RABBITMQ"))));

        services
            .AddSingleton<ErrorInterceptor>()
            .AddSingleton<DeadlineInterceptor>()
            .AddSingleton<AccessInterceptor>()
            .AddSingleton<ValidationInterceptor>();
        services
            .AddValidator<ListUnconfirmedRequest, ListUnconfirmedValidator>()
            .AddValidator<ReconcileRequest, ReconcileValidator>();
        services.AddGrpc(ConfigureGrpc);
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks(health =>
        {
            health.Services.Map("", check => check.Tags.Contains(StoreHealthCheck.Tag));
            health.Services.Map("readiness", check => check.Tags.Contains(StoreHealthCheck.Tag));
            health.Services.Map("liveness", check => check.Tags.Contains(Alive));
        }).AddCheck<StoreHealthCheck>("store", tags: [StoreHealthCheck.Tag])
            .AddCheck("process", () => HealthCheckResult.Healthy(), tags: [Alive]);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return builder;
    }

    /// <summary>The service's aggregate, its outbox and the audit of what was published.</summary>
    public static IServiceCollection AddFacts<TState>(this IServiceCollection services, FactsOptions<TState> options)
        where TState : class
    {
        services.AddSingleton(options);
        services.AddSingleton<OutboxSignal>().AddSingleton<FactStore<TState>>();
        services.AddSingleton(provider => new AggregateCollection(
            provider.GetRequiredService<FactStore<TState>>().Collection,
            provider.GetRequiredService<FactStore<TState>>().Seen));
        services.AddSingleton<IVersionCheck, VersionCheck>();
        services.AddSingleton<DueScan<TState>>().AddSingleton<OutboxArchive<TState>>();
        services.AddSingleton<Republisher<TState>>();
        services.AddSingleton<IRepublisher>(provider => provider.GetRequiredService<Republisher<TState>>());
        services.AddSingleton<UnconfirmedStore>().AddHostedService(provider => provider.GetRequiredService<UnconfirmedStore>());
        services.AddSingleton<ConsumerGaps>().AddSingleton<IReconciler, Reconciler<TState>>();
        services.AddHostedService(provider => provider.GetRequiredService<FactStore<TState>>());
        services.AddHostedService<OutboxRelay<TState>>();
        services.AddHostedService<DeliveryAudit<TState>>();
        // The last to start and, after the server, the first to stop: the outbox still publishes what the last consumers wrote.
        services.AddHostedService<EventConsumers>();
        return services;
    }

    /// <summary>Adds the handler of one kind of event; <see cref="EventCatalogue"/> says which kinds a service must handle.</summary>
    public static IServiceCollection AddConsumer<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class, Google.Protobuf.IMessage
        where THandler : class, IEventHandler<TEvent> => services.AddSingleton<IEventHandler<TEvent>, THandler>();

    /// <summary>Adds the rules of one request.</summary>
    public static IServiceCollection AddValidator<TRequest, TValidator>(this IServiceCollection services)
        where TRequest : class
        where TValidator : class, IValidator<TRequest> => services.AddSingleton<IValidator<TRequest>, TValidator>();

    /// <summary>Maps operations, health and reflection, and the simulated clock when one is configured.</summary>
    /// <exception cref="InvalidOperationException">The day from which clocks.json is in force has not come.</exception>
    public static WebApplication UseHotline(this WebApplication app)
    {
        app.Services.GetRequiredService<ClocksFile>();
        app.UseGrpcErrors(MaxMessage);
        app.UsePortIsolation(app.Services.GetRequiredService<IOptions<HotlineOptions>>());
        app.MapGrpcReflectionService();
        app.MapGrpcHealthChecksService();
        app.MapGrpcService<OperationsGrpcService>();
        if (app.Services.GetService<SimulatedClock>() is not null)
        {
            app.MapGrpcService<ClockGrpcService>();
        }

        return app;
    }

    private static void ConfigureGrpc(GrpcServiceOptions grpc)
    {
        grpc.MaxReceiveMessageSize = MaxMessage;
        grpc.Interceptors.Add<ErrorInterceptor>();
        grpc.Interceptors.Add<DeadlineInterceptor>();
        grpc.Interceptors.Add<AccessInterceptor>();
        grpc.Interceptors.Add<ValidationInterceptor>();
    }

    private static void Listen(WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        var options = kestrel.ApplicationServices.GetRequiredService<IOptions<HotlineOptions>>().Value;
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
        foreach (var port in new[] { options.Ports.Public, options.Ports.Internal })
        {
            kestrel.Listen(IPAddress.Parse(options.Bind), port, listen => listen.Protocols = HttpProtocols.Http2);
        }
    });

    private static void AddClock(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection(HotlineOptions.Section).Get<HotlineOptions>()?.Simulation.Start is not { } start)
        {
            builder.Services.AddSingleton(provider => new BusinessClock(provider.GetRequiredService<TimeProvider>()));
            return;
        }

        if (builder.Environment.IsProduction())
        {
            throw new InvalidOperationException("Hotline:Simulation:Start is refused in production.");
        }

        builder.Services.AddSingleton(provider => new SimulatedClock(provider.GetRequiredService<TimeProvider>(), start));
        builder.Services.AddSingleton<BusinessClock>(provider => provider.GetRequiredService<SimulatedClock>());
    }

    private static void Checked<T>(IServiceCollection services, ConfigurationManager configuration, string section)
        where T : class => services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();

    private static (string Method, Role[] Roles)[] Rows(string[] methods, params Role[] roles) =>
        [.. methods.Select(method => (method, roles))];

    private static string Required(ConfigurationManager configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{key} is not set.");
}
