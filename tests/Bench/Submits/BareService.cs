using System.Net;
using Grpc.Core;
using Hotline.Bench.Measuring;
using Hotline.Intake.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Bench.Submits;

/// <summary>
/// The yardstick: a gRPC service that only inserts. It takes the same request over the same wire and inserts the same
/// document that Intake wrote for the sample, as durably, without an index, a token or a thought.
/// </summary>
public sealed class BareService(IMongoCollection<BsonDocument> rows, BsonDocument sample) : IntakeService.IntakeServiceBase
{
    public override async Task<Appeal> SubmitAppeal(SubmitAppealRequest request, ServerCallContext context)
    {
        var document = (BsonDocument)sample.DeepClone();
        document["_id"] = Guid.NewGuid().ToString("N");
        await rows.InsertOneAsync(document, null, context.CancellationToken);
        return new Appeal { AppealId = document["_id"].AsString };
    }

    public static async Task<int> RunAsync(int port, string mongo, string database)
    {
        using var client = Store.Open(mongo);
        var store = client.GetDatabase(database);
        var sample = await store.GetCollection<BsonDocument>("sample").Find(new BsonDocument()).FirstAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new BareService(store.GetCollection<BsonDocument>("rows"), sample));
        var app = builder.Build();
        app.MapGrpcService<BareService>();
        await app.RunAsync();
        return 0;
    }
}
