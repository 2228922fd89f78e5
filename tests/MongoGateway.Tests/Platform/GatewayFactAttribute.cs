using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>
/// A test of the gateway itself, by raw bytes or by the store behind it. Against a MongoDB of another kind
/// (HOTLINE_MONGODB) it is skipped by name: such a server's own protocol is not ours to test.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GatewayFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(() => IsGateway() ? null : "the store in HOTLINE_MONGODB is not the local gateway");

    public override string? Skip => Reason.Value;

    private static bool IsGateway()
    {
        var settings = MongoClientSettings.FromConnectionString(StoreAddress.Find());
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(10);
        using var client = new MongoClient(settings);
        return client.GetDatabase("admin").RunCommand<BsonDocument>(new BsonDocument("buildInfo", 1)).Contains("hotlineGateway");
    }
}
