using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Hotline.Operations.V1;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using Microsoft.AspNetCore.Builder;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Tracking on the real store and broker, under a clock that stands still until a test moves it.</summary>
public sealed class TrackingFixture : IAsyncLifetime
{
    public const string Start = "2022-09-28 10:00";

    private readonly TestDatabase _database = new();
    private VirtualHost? _broker;
    private ServiceUnderTest? _service;
    private int _tickets;

    public TestIssuer Issuer { get; } = new();

    /// <summary>How a process of the service is built.</summary>
    public Func<string[], WebApplication> Build { get; init; } = Program.Build;

    public FakeIntake Intake { get; } = new();

    public ServiceUnderTest Service => _service!;

    public VirtualHost Broker => _broker!;

    public TestDatabase Database => _database;

    public TrackingService.TrackingServiceClient Tracking => new(Service.Public);

    public CallbackService.CallbackServiceClient Callbacks => new(Service.Public);

    public FactStore<TicketRecord> Store => Service.Get<FactStore<TicketRecord>>();

    public Task InitializeAsync() => InitializeAsync([]);

    public async Task InitializeAsync(params (string Key, string Value)[] more)
    {
        _broker = await VirtualHost.CreateAsync();
        await Intake.StartAsync();
        _service = await StartReplicaAsync(more);
    }

    /// <summary>A process of Tracking on the same database and broker.</summary>
    public Task<ServiceUnderTest> StartReplicaAsync(params (string Key, string Value)[] more) => ServiceUnderTest.StartAsync(
        Build,
        "tracking",
        Issuer,
        _database,
        Broker,
        [
            ("Hotline:Simulation:Start", Given.Beijing(Start).ToString("O")),
            ("Hotline:Peers:Intake", Intake.Address),
            ("Hotline:Peers:IntakeInternal", Intake.Address),
            .. more,
        ]);

    public async Task DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        await Intake.DisposeAsync();
        await _database.DisposeAsync();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        Issuer.Dispose();
    }

    public Metadata As(string subject, string role, params string[] units) => ServiceUnderTest.Bearer(Issuer.Token(subject, [role], units));

    /// <summary>What an operator is told of the service.</summary>
    public async Task<GetStatusResponse> StatusAsync() =>
        await new OperationsService.OperationsServiceClient(Service.Internal).GetStatusAsync(new(), As("admin", "ADMIN"));

    public Metadata Liaison => As("liaison", "UNIT_LIAISON", Given.Town);

    public Metadata Auditor => As("auditor", "REPLY_AUDITOR", Given.Root);

    public Metadata Agent => As("agent", "CALLBACK_AGENT", Given.Root);

    public Metadata Supervisor => As("supervisor", "SUPERVISOR", Given.Root);

    public void MoveClock(string beijing) => MoveClock(Service, beijing);

    public static void MoveClock(ServiceUnderTest service, string beijing)
    {
        var clock = service.Get<SimulatedClock>();
        var to = new DateTimeOffset(Given.Beijing(beijing));
        Assert.True(to <= clock.GetUtcNow() || clock.TryAdvance(to));
    }

    /// <summary>Waits until every fact is archived and has its number in the feed.</summary>
    public Task DrainedAsync() => Eventually.IsAsync(
        async () => !await Store.Collection.Find(new BsonDocument("due", new BsonDocument("$exists", true))).AnyAsync()
            && !await Service.Get<FeedQueue>().Entries.Find(new BsonDocument()).AnyAsync(),
        "every fact is archived and numbered");

    /// <summary>A cursor behind all that has happened so far.</summary>
    public async Task<string> CursorAsync(Metadata reader)
    {
        await DrainedAsync();
        var cursor = "";
        while (true)
        {
            var page = await Tracking.ListChangesAsync(new() { Cursor = cursor, PageSize = 500 }, reader);
            if (page.NextCursor == cursor)
            {
                return cursor;
            }

            cursor = page.NextCursor;
        }
    }

    public string NewTicketId() => $"t{Interlocked.Increment(ref _tickets):D4}{Guid.NewGuid():N}"[..26];

    public Task HandleAsync<T>(T message)
        where T : class, Google.Protobuf.IMessage => Service.Get<IEventHandler<T>>().HandleAsync(message, CancellationToken.None);

    /// <summary>Intake says that it took an appeal.</summary>
    public static AppealAccepted Accepted(string id, string urgency = "NORMAL", string acceptedAt = Start) => new()
    {
        Header = Header(id, Source.Intake, 1, acceptedAt),
        Appeal = new()
        {
            TicketNumber = NumberOf(id),
            AcceptedAt = Timestamp.FromDateTime(Given.Beijing(acceptedAt)),
            Channel = Channel.Phone,
            AppealType = AppealType.Help,
            CategoryId = "water.supply-drainage.drainage",
            CategoryPath = { "水务", "供排水", "排水" },
            Urgency = urgency,
            Title = "村内排水不畅",
            Content = "雨后积水，无法通行",
            Place = new() { TownId = Given.Town, VillageId = Given.Village, TownName = "密云镇", VillageName = "李各庄村" },
            ClaimantRef = "c-" + id,
        },
    };

    public static QueuedForDispatcher Queued(string id, string unit = Given.Root, long version = 1) => new()
    {
        Header = Header(id, Source.Routing, version, Start),
        QueueUnitId = unit,
        Scope = { new[] { unit, Given.Root }.Distinct() },
        Reason = "无匹配规则",
    };

    public static TicketDispatched Dispatched(string id, long version = 1, params RoutedAssignment[] assignments) => new()
    {
        Header = Header(id, Source.Routing, version, "2022-09-28 10:05"),
        Assignments = { assignments.Length > 0 ? assignments : [Lead()] },
    };

    public static RoutedAssignment Lead(string unit = Given.Town) => new()
    {
        AssignmentId = "a1",
        UnitId = unit,
        UnitName = "密云镇",
        Scope = { unit, Given.Root },
        Role = AssignmentRole.Lead,
        DispatchedAt = Timestamp.FromDateTime(Given.Beijing("2022-09-28 10:05")),
        DispatchedBy = new() { Subject = "system:routing", Role = Role.Service },
        Reason = "属地",
        IsMandatory = true,
    };

    public static RoutedAssignment Sub() => new()
    {
        AssignmentId = "a2",
        UnitId = Given.Village,
        UnitName = "李各庄村",
        Scope = { Given.Village, Given.Town, Given.Root },
        Role = AssignmentRole.SubHandler,
        DispatchedAt = Timestamp.FromDateTime(Given.Beijing("2022-09-28 10:30")),
        ParentAssignmentId = "a1",
        IsMandatory = true,
    };

    public static string NumberOf(string id) => "MY" + id[1..5].PadLeft(12, '2');

    /// <summary>A ticket that its town has to sign.</summary>
    public Task<string> DispatchedTicketAsync(params RoutedAssignment[] assignments) => DispatchedTicketAsync("NORMAL", assignments);

    public async Task<string> DispatchedTicketAsync(string urgency, params RoutedAssignment[] assignments)
    {
        var id = NewTicketId();
        await HandleAsync(Accepted(id, urgency));
        await HandleAsync(Dispatched(id, 1, assignments));
        return id;
    }

    /// <summary>A ticket whose call-back is due.</summary>
    public async Task<string> ApprovedTicketAsync(string urgency = "NORMAL")
    {
        var id = await DispatchedTicketAsync(urgency);
        await Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, Liaison);
        await Tracking.RecordContactAsync(Contact(id), Liaison);
        await Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, Liaison);
        await Tracking.SubmitFeedbackAsync(Feedback(id, "已疏通", "照片"), Liaison);
        await Tracking.ReviewFeedbackAsync(new() { RequestId = "r", TicketId = id, Decision = ReviewDecision.Approved }, Auditor);
        return id;
    }

    /// <summary>The lead's unit reached the claimant by phone.</summary>
    public static RecordContactRequest Contact(string ticket, string note = "已核实", string etag = "") => new()
    {
        RequestId = "c",
        TicketId = ticket,
        AssignmentId = "a1",
        Channel = ContactChannel.Phone,
        Result = ContactResult.Reached,
        Note = note,
        Etag = etag,
    };

    /// <summary>The lead's unit says that it has solved the matter.</summary>
    public static SubmitFeedbackRequest Feedback(string ticket, string result, string evidence) => new()
    {
        RequestId = "f",
        TicketId = ticket,
        AssignmentId = "a1",
        Result = result,
        ClaimsSolved = true,
        Evidence = evidence,
    };

    private static EventHeader Header(string id, Source source, long version, string at) => new()
    {
        EventId = $"{id}|{source.ToString().ToLowerInvariant()}|{version}|0",
        TicketId = id,
        Source = source,
        SourceVersion = version,
        OccurredAt = Timestamp.FromDateTime(Given.Beijing(at)),
        RecordedAt = Timestamp.FromDateTime(Given.Beijing(at)),
        Actor = new() { Subject = "system:" + source, Role = Role.Service },
    };
}

[CollectionDefinition(Name)]
public sealed class TrackingCollection : ICollectionFixture<TrackingFixture>
{
    public const string Name = "tracking";
}
