using Grpc.Core;
using Hotline.Chassis.Facts;
using Hotline.Intake.Appeals;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Type.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Intake on the real store and broker, beside a Routing of the test's own.</summary>
public sealed class IntakeFixture : IAsyncLifetime
{
    public const string District = "110118";
    public const string Town = "110118100";
    public const string OtherTown = "110118101";
    public const string Village = "110118100205";

    private readonly TestDatabase _database = new();
    private VirtualHost _broker = null!;

    public TestIssuer Issuer { get; } = new();

    public LogCapture Logs { get; } = new();

    public FakeRouting Routing { get; private set; } = null!;

    public ServiceUnderTest Service { get; private set; } = null!;

    public IMongoDatabase Database => _database.Open();

    public IMongoCollection<BsonDocument> Appeals => Database.GetCollection<BsonDocument>(IntakeQueries.Appeals);

    public IntakeService.IntakeServiceClient Intake => new(Service.Public);

    public ClaimantService.ClaimantServiceClient Claimants => new(Service.Public);

    public async Task InitializeAsync()
    {
        _broker = await VirtualHost.CreateAsync();
        Routing = await FakeRouting.StartAsync();
        Service = await StartReplicaAsync();
        await Eventually.IsAsync(
            () => Task.FromResult(Service.Get<Intake.Places.UnitDirectoryCache>().Now.Find("110118999") is not null),
            "the directory is copied from Routing");
    }

    /// <summary>A process of Intake on the same database and broker.</summary>
    public Task<ServiceUnderTest> StartReplicaAsync(params (string Key, string Value)[] more) =>
        ServiceUnderTest.StartAsync(Build, "intake", Issuer, _database, _broker, [("Hotline:Peers:Routing", Routing.Address), .. more]);

    public Metadata As(string role, string unit = District, string subject = "p1") =>
        ServiceUnderTest.Bearer(Issuer.Token(subject, [role], [unit]));

    /// <summary>A valid request; the caller changes what the test is about.</summary>
    public static SubmitAppealRequest Request() => new()
    {
        RequestId = Guid.NewGuid().ToString("N"),
        Claimant = new Claimant { Name = "马小明", CallerPhone = "138 0000 0000", Kind = ClaimantKind.Person, AddressDetail = "2单元501" },
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "water.supply-drainage.drainage",
        Urgency = "NORMAL",
        Title = "李各庄村排水不畅",
        OccurredWhen = "昨晚八点",
        Place = new Place { VillageId = Village },
        Cause = "连日降雨",
        Course = "院内积水，无法出门",
        Demand = "尽快疏通",
    };

    public async Task<Appeal> SubmitAsync(Action<SubmitAppealRequest>? change = null)
    {
        var request = Request();
        change?.Invoke(request);
        return await Intake.SubmitAppealAsync(request, As("OPERATOR"));
    }

    public static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        await Assert.ThrowsAsync<RpcException>(async () => await call);

    /// <summary>Waits until an appeal's first fact stands in the collection of facts.</summary>
    public Task FactIsArchivedAsync(string appealId) => Eventually.IsAsync(
        async () => await Database.GetCollection<BsonDocument>("facts")
            .CountDocumentsAsync(new BsonDocument("_id", Fact.IdOf(appealId, 1))) == 1,
        "the fact is archived");

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Routing.DisposeAsync();
        await _broker.DisposeAsync();
        await _database.DisposeAsync();
        Issuer.Dispose();
    }

    private Microsoft.AspNetCore.Builder.WebApplication Build(string[] args)
    {
        var app = Program.Build(args);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Logs);
        return app;
    }
}

/// <summary>One Intake serves all classes of this collection.</summary>
[CollectionDefinition(Name)]
public sealed class IntakeCollection : ICollectionFixture<IntakeFixture>
{
    public const string Name = "intake";
}
