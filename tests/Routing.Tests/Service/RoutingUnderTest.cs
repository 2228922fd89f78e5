using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Routing.V1;
using Hotline.Testing;

namespace Hotline.Routing.Tests.Service;

/// <summary>Routing on the real store and broker, fed with the events that Intake and Tracking would publish.</summary>
public sealed class RoutingUnderTest : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private VirtualHost _broker = null!;
    private int _number;

    public TestIssuer Issuer { get; } = new();

    public FakeTracking Tracking { get; } = new();

    public ServiceUnderTest Service { get; private set; } = null!;

    public FactStore<DispatchRecord> Store => Service.Get<FactStore<DispatchRecord>>();

    public RoutingService.RoutingServiceClient Routing => new(Service.Public);

    public DirectoryService.DirectoryServiceClient Directory => new(Service.Public);

    public CatalogueService.CatalogueServiceClient Catalogue => new(Service.Public);

    public Metadata Dispatcher => As("dispatcher-1", "DISPATCHER", Shipped.Center);

    public Metadata Liaison => As("liaison-1", "UNIT_LIAISON", Shipped.MiyunTown);

    public async Task InitializeAsync()
    {
        _broker = await VirtualHost.CreateAsync();
        await Tracking.StartAsync();
        Service = await ServiceUnderTest.StartAsync(
            Program.Build, "routing", Issuer, _database, _broker, ("Hotline:Peers:Tracking", Tracking.Address));
        await Eventually.IsAsync(() => Task.FromResult(Service.Get<IEventPublisher>().IsReady), "the broker is ready");
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Tracking.DisposeAsync();
        await _broker.DisposeAsync();
        await _database.DisposeAsync();
        Issuer.Dispose();
    }

    public Metadata As(string subject, string role, params string[] units) => ServiceUnderTest.Bearer(Issuer.Token(subject, [role], units));

    /// <summary>Publishes an accepted appeal as Intake does, and waits until Routing has its record.</summary>
    public async Task<string> AcceptAsync(
        string category, string village = "", string accused = "", string urgency = "NORMAL", DateTime? acceptedAt = null) =>
        await AcceptAsync(Accepted(category, village, accused, urgency, acceptedAt));

    /// <summary>Publishes an event of Intake, and waits until Routing has its record.</summary>
    public async Task<string> AcceptAsync(AppealAccepted accepted)
    {
        await PublishAsync(accepted);
        var id = accepted.Header.TicketId;
        await Eventually.GetAsync(() => Store.FindAsync(id, Scope.All, default), $"a record of {id}");
        return id;
    }

    public AppealAccepted Accepted(
        string category, string village = "", string accused = "", string urgency = "NORMAL", DateTime? acceptedAt = null)
    {
        var number = Interlocked.Increment(ref _number);
        var at = Timestamp.FromDateTime(acceptedAt ?? DateTime.UtcNow.AddMinutes(-1));
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        return new()
        {
            Header = Header(id, Source.Intake, 1, at),
            Appeal = new()
            {
                TicketNumber = $"MY220928{number:D6}",
                AcceptedAt = at,
                CategoryId = category,
                Urgency = urgency,
                Title = "村内排水不畅，联系 13912345678",
                Place = new() { VillageId = village },
                AccusedUnitId = accused,
            },
        };
    }

    public Task PublishAsync(IMessage message) => Service.Get<IEventPublisher>().PublishAsync(message);

    /// <summary>Publishes that Tracking closed the ticket, and waits until Routing remembers.</summary>
    public async Task CloseAsync(string id)
    {
        var at = Timestamp.FromDateTime(DateTime.UtcNow);
        await PublishAsync(new TicketClosed
        {
            Header = Header(id, Source.Tracking, 9, at),
            Ticket = new() { TicketId = id },
        });
        await Eventually.IsAsync(
            async () => (await Store.FindAsync(id, Scope.All, default))!.State.ClosedAt is not null, $"{id} is closed");
    }

    /// <summary>The header of a service's only event of one version.</summary>
    public static EventHeader Header(string id, Source source, long version, Timestamp at) => new()
    {
        EventId = $"{id}|{source.ToString().ToLowerInvariant()}|{version}|0",
        TicketId = id,
        Source = source,
        SourceVersion = version,
        OccurredAt = at,
        RecordedAt = at,
        Actor = Caller.System("test"),
    };
}
