using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.MongoGateway.Commands;

/// <summary>The ends of transactions and sessions.</summary>
public static class SessionCommands
{
    public static async ValueTask CommitAsync(CommandContext context, CancellationToken token)
    {
        await context.Services.Transactions.CommitAsync(context, token);
        context.Reply.Put(ServerCommands.Ok);
    }

    public static async ValueTask AbortAsync(CommandContext context, CancellationToken token)
    {
        await context.Services.Transactions.AbortAsync(context, token);
        context.Reply.Put(ServerCommands.Ok);
    }

    public static async ValueTask EndSessionsAsync(CommandContext context, CancellationToken token)
    {
        var command = BsonSerializer.Deserialize<BsonDocument>(context.Command.ToArray());
        var ended = command["endSessions"].AsBsonArray
            .Select(s => s.AsBsonDocument["id"].AsBsonBinaryData)
            .Select(id => new Guid(id.Bytes, bigEndian: true))
            .ToHashSet();
        context.Services.Retries.EndSessions(ended);
        context.Services.Cursors.EndSessions(ended);
        await context.Services.Transactions.EndSessionsAsync(ended);
        context.Reply.Put(ServerCommands.Ok);
    }
}
