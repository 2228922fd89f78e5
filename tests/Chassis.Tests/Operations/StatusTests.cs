using Grpc.Core;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Tests.Facts;
using Hotline.Chassis.Tests.Messaging;
using Hotline.Operations.V1;
using Hotline.Testing;
using MongoDB.Bson;

namespace Hotline.Chassis.Tests.Operations;

public sealed class StatusTests(ToyPair pair) : IClassFixture<ToyPair>
{
    [Fact]
    public async Task The_oldest_waiting_fact_is_told_although_a_fresh_one_is_due_before_it()
    {
        var store = pair.Intake.Get<FactStore<Toy>>();
        // Due so late that no outbox touches them meanwhile, and no later than a back-off may last.
        var (fresh, old) = (new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 2, 7, 0, 0, DateTimeKind.Utc));
        var later = DateTime.UtcNow.AddSeconds(55);
        await store.Collection.InsertManyAsync(
            [Waiting("fresh", later, fresh), Waiting("old", later.AddSeconds(1), fresh.AddMinutes(1), old)]);

        var operations = new OperationsService.OperationsServiceClient(pair.Intake.Internal);
        var admin = ServiceUnderTest.Bearer(pair.Issuer.Token("admin", ["ADMIN"], []));
        var status = await operations.GetStatusAsync(new(), admin);

        Assert.Equal(2, status.Pending);
        Assert.Equal(old, status.OldestPendingAt.ToDateTime());
    }

    [Fact]
    public async Task A_negative_page_size_is_refused_by_every_list()
    {
        var operations = new OperationsService.OperationsServiceClient(pair.Intake.Internal);
        var admin = ServiceUnderTest.Bearer(pair.Issuer.Token("admin", ["ADMIN"], []));
        var unconfirmed = await Assert.ThrowsAsync<RpcException>(
            () => operations.ListUnconfirmedAsync(new() { PageSize = -1 }, admin).ResponseAsync);
        var reconciled = await Assert.ThrowsAsync<RpcException>(
            () => operations.ReconcileAsync(new() { PageSize = -1 }, admin).ResponseAsync);
        Assert.All([unconfirmed, reconciled], refused => Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode));
    }

    private static BsonDocument Waiting(string id, DateTime due, params DateTime[] recorded) => new()
    {
        { "_id", id },
        { "due", due },
        { "urgent", false },
        { "pending", new BsonArray(recorded.Select(at => new BsonDocument("recordedAt", at))) },
    };
}
