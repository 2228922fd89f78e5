using System.Collections.Concurrent;
using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Hosting;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hotline.Chassis.Tests.Messaging;

/// <summary>A service that is nothing but chassis: publishes accepted appeals as Intake, or applies them as Routing.</summary>
public static class ToyService
{
    public static WebApplication BuildIntake(string[] args) => Build(args, Source.Intake, _ => { });

    public static Func<string[], WebApplication> BuildRouting(Received received) => args => Build(args, Source.Routing, services =>
    {
        services.AddSingleton(received);
        services.AddConsumer<AppealAccepted, Handler>();
        services.AddConsumer<TicketClosed, ClosedHandler>();
    });

    private static WebApplication Build(string[] args, Source source, Action<IServiceCollection> more)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddHotline(new ServiceIdentity(source), new MethodRoles());
        builder.Services.AddFacts(
            new FactsOptions<Toy> { Collection = "toys", MapStored = Toy.MapStored, EtagOf = toy => $"e{toy.Count}" });
        if (source == Source.Intake)
        {
            builder.Services.AddConsumer<TicketChanged, ChangedHandler>();
        }

        more(builder.Services);
        return builder.Build().UseHotline();
    }

    /// <summary>What arrived, in order; may be told to fail first.</summary>
    public sealed class Received
    {
        public ConcurrentQueue<AppealAccepted> Messages { get; } = new();

        public ConcurrentQueue<TicketClosed> Closed { get; } = new();

        public Func<AppealAccepted, bool> Fail { get; set; } = _ => false;

        /// <summary>How long the handler takes before it applies anything.</summary>
        public TimeSpan Delay { get; set; }
    }

    private sealed class Handler(Received received, FactStore<Toy> store) : IEventHandler<AppealAccepted>
    {
        public async Task HandleAsync(AppealAccepted message, CancellationToken cancel)
        {
            await Task.Delay(received.Delay, cancel);
            received.Messages.Enqueue(message);
            if (received.Fail(message))
            {
                throw new InvalidOperationException("told to fail");
            }

            await store.ApplyEventAsync(
                message.Header.TicketId,
                Command.Of(message.Header),
                (toy, _) => new(
                    (toy ?? new Toy()) with { Count = message.Appeal.AffectedHouseholds },
                    [new FactDraft("toy.dispatched", new Dictionary<string, string>(), [new TicketDispatched()])]),
                cancel);
        }
    }

    private sealed class ClosedHandler(Received received) : IEventHandler<TicketClosed>
    {
        public Task HandleAsync(TicketClosed message, CancellationToken cancel)
        {
            received.Closed.Enqueue(message);
            return Task.CompletedTask;
        }
    }

    private sealed class ChangedHandler : IEventHandler<TicketChanged>
    {
        public Task HandleAsync(TicketChanged message, CancellationToken cancel) => Task.CompletedTask;
    }
}

/// <summary>The pair of toy services on one virtual host.</summary>
public sealed class ToyPair : IAsyncLifetime
{
    private readonly TestDatabase _first = new();
    private readonly TestDatabase _second = new();
    private readonly TestIssuer _issuer = new();

    public ToyService.Received Received { get; } = new();

    public VirtualHost Broker { get; private set; } = null!;

    public ServiceUnderTest Intake { get; private set; } = null!;

    public ServiceUnderTest Routing { get; private set; } = null!;

    public TestIssuer Issuer => _issuer;

    public async Task InitializeAsync()
    {
        Broker = await VirtualHost.CreateAsync();
        Intake = await ServiceUnderTest.StartAsync(ToyService.BuildIntake, "intake", _issuer, _first, Broker);
        Routing = await StartRoutingAsync();
        await Eventually.IsAsync(() => Task.FromResult(Intake.Get<IEventPublisher>().IsReady), "the broker is connected");
    }

    public Task<ServiceUnderTest> StartRoutingAsync() => ServiceUnderTest.StartAsync(
        ToyService.BuildRouting(Received),
        "routing",
        _issuer,
        _second,
        Broker,
        ("Hotline:Peers:IntakeInternal", Intake.InternalAddress));

    public async Task DisposeAsync()
    {
        await Routing.DisposeAsync();
        await Intake.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await Broker.DisposeAsync();
        _issuer.Dispose();
    }
}
