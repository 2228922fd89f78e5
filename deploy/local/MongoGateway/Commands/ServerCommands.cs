using Hotline.MongoGateway.Hosting;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Commands;

/// <summary>What the gateway says of itself.</summary>
public static class ServerCommands
{
    /// <summary>The wire version of MongoDB 7.0: what the engine's commands correspond to.</summary>
    public const int WireVersion = 21;

    /// <summary>As many as the engine takes in one call (documentdb.maxWriteBatchSize).</summary>
    public const int MaxWriteBatchSize = 25_000;

    public static byte[] Ok { get; } = new BsonDocument("ok", 1.0).ToBson();

    public static ValueTask PingAsync(CommandContext context, CancellationToken token)
    {
        context.Reply.Put(Ok);
        return ValueTask.CompletedTask;
    }

    /// <summary>Greets like a router: such a server has sessions and transactions and no replica set to watch.</summary>
    public static ValueTask HelloAsync(CommandContext context, CancellationToken token)
    {
        context.Reply.Put(new BsonDocument
        {
            { "helloOk", true },
            { "isWritablePrimary", true },
            { "ismaster", true },
            { "msg", "isdbgrid" },
            { "maxBsonObjectSize", 16 * 1024 * 1024 },
            { "maxMessageSizeBytes", Wire.MessageHeader.MaxLength },
            { "maxWriteBatchSize", MaxWriteBatchSize },
            { "localTime", context.Services.Time.GetUtcNow().UtcDateTime },
            { "logicalSessionTimeoutMinutes", 30 },
            { "connectionId", (int)context.ConnectionId },
            { "minWireVersion", 0 },
            { "maxWireVersion", WireVersion },
            { "readOnly", false },
            { "ok", 1.0 },
        });
        return ValueTask.CompletedTask;
    }

    public static ValueTask BuildInfoAsync(CommandContext context, CancellationToken token)
    {
        context.Reply.Put(new BsonDocument
        {
            { "version", "7.0.0" },
            { "versionArray", new BsonArray { 7, 0, 0, 0 } },
            { "gitVersion", "none" },
            { "modules", new BsonArray() },
            { "bits", 64 },
            { "maxBsonObjectSize", 16 * 1024 * 1024 },
            {
                // How a test tells this gateway from MongoDB itself.
                "hotlineGateway", new BsonDocument
                {
                    { "engine", "DocumentDB " + context.Services.Engine.EngineVersion },
                    { "postgres", context.Services.Engine.PostgresVersion },
                }
            },
            { "ok", 1.0 },
        });
        return ValueTask.CompletedTask;
    }

    public static ValueTask ServerStatusAsync(CommandContext context, CancellationToken token)
    {
        var clients = context.Services.Clients;
        context.Reply.Put(new BsonDocument
        {
            { "host", "localhost" },
            { "version", "7.0.0" },
            { "process", "mongos" },
            { "localTime", context.Services.Time.GetUtcNow().UtcDateTime },
            {
                "connections", new BsonDocument
                {
                    { "current", clients.Current }, { "available", ClientCount.Max - clients.Current },
                    { "active", clients.Active }, { "totalCreated", clients.Created },
                }
            },
            {
                "metrics", new BsonDocument
                {
                    { "commands", new BsonDocument(context.Services.Commands.All.Select(Total)) },
                    { "cursor", new BsonDocument("open", new BsonDocument("total", context.Services.Cursors.Count)) },
                }
            },
            { "ok", 1.0 },
        });
        return ValueTask.CompletedTask;
    }

    public static ValueTask HostInfoAsync(CommandContext context, CancellationToken token)
    {
        context.Reply.Put(new BsonDocument
        {
            { "system", new BsonDocument { { "hostname", "localhost" }, { "numCores", Environment.ProcessorCount } } },
            { "os", new BsonDocument("type", "Linux") },
            { "ok", 1.0 },
        });
        return ValueTask.CompletedTask;
    }

    private static BsonElement Total(KeyValuePair<string, long> command) => new(command.Key, new BsonDocument("total", command.Value));
}
