using Grpc.Health.V1;
using Hotline.Chassis.Tests.Messaging;
using Hotline.Operations.V1;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Operations;

/// <summary>Without its store a service lives, is not ready, and says why.</summary>
public sealed class StoreAwayTests
{
    [Fact]
    public async Task Without_the_store_the_process_lives_is_not_ready_and_the_status_says_so()
    {
        using var issuer = new TestIssuer();
        await using var broker = await VirtualHost.CreateAsync();
        await using var database = new TestDatabase();
        await using var store = new FaultProxy(Platform.Current.MongoDb);
        await using var service = await ServiceUnderTest.StartAsync(
            ToyService.BuildIntake, "intake", issuer, database, broker, ("HOTLINE_MONGODB", store.Address));
        var health = new Grpc.Health.V1.Health.HealthClient(service.Internal);
        var operations = new OperationsService.OperationsServiceClient(service.Internal);
        var admin = ServiceUnderTest.Bearer(issuer.Token("admin", ["ADMIN"], []));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await OfAsync("readiness"));
        Assert.True((await operations.GetStatusAsync(new(), admin)).StoreConnected);

        await store.CutAsync();

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await OfAsync("readiness"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await OfAsync("liveness"));
        Assert.False((await operations.GetStatusAsync(new(), admin)).StoreConnected);

        async Task<HealthCheckResponse.Types.ServingStatus> OfAsync(string name) =>
            (await health.CheckAsync(new HealthCheckRequest { Service = name })).Status;
    }
}
