using Hotline.MongoGateway.Cursors;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.MongoGateway.Commands;

/// <summary>The commands that read documents, and the cursors behind them.</summary>
public static class ReadCommands
{
    public static ValueTask FindAsync(CommandContext context, CancellationToken token) => FirstPageAsync(context, Statement.Find, token);

    public static ValueTask AggregateAsync(CommandContext context, CancellationToken token) =>
        FirstPageAsync(context, Statement.Aggregate, token);

    public static async ValueTask CountAsync(CommandContext context, CancellationToken token) =>
        await EngineCall.RunAsync(context, Statement.Count, default, token);

    public static async ValueTask DistinctAsync(CommandContext context, CancellationToken token) =>
        await EngineCall.RunAsync(context, Statement.Distinct, default, token);

    public static async ValueTask FirstPageAsync(CommandContext context, Statement statement, CancellationToken token)
    {
        var result = await EngineCall.RunAsync(context, statement, default, token);
        if (result.Continuation is not null)
        {
            var owner = context.InTransaction ? context.TransactionNumber : null;
            context.Services.Cursors.Keep(new OpenCursor(result.CursorId, context.Database, result.Continuation, context.Session, owner));
        }
    }

    public static async ValueTask GetMoreAsync(CommandContext context, CancellationToken token)
    {
        var id = context.FirstType == BsonType.Int64
            ? BitConverter.ToInt64(context.FirstValue.Span)
            : throw new CommandException(ErrorCode.TypeMismatch, "getMore needs the number of a cursor");
        var cursor = context.Services.Cursors.Take(id, context)
            ?? throw new CommandException(ErrorCode.CursorNotFound, $"cursor id {id} not found");
        var result = await EngineCall.RunAsync(context, Statement.GetMore, cursor.Continuation, token);
        if (result.Continuation is not null)
        {
            context.Services.Cursors.Keep(cursor with { Continuation = result.Continuation });
        }
    }

    public static async ValueTask KillCursorsAsync(CommandContext context, CancellationToken token)
    {
        var cursors = context.Services.Cursors;
        var asked = BsonSerializer.Deserialize<BsonDocument>(context.Command.ToArray()).GetValue("cursors", new BsonArray()).AsBsonArray;
        var killed = asked.Where(id => id.IsInt64 && cursors.Take(id.AsInt64, context) is not null).ToList();
        if (killed.Count > 0)
        {
            await cursors.ForgetInEngineAsync([.. killed.Select(id => id.AsInt64)], token);
        }

        context.Reply.Put(new BsonDocument
        {
            { "cursorsKilled", new BsonArray(killed) },
            { "cursorsNotFound", new BsonArray(asked.Except(killed)) },
            { "cursorsAlive", new BsonArray() },
            { "cursorsUnknown", new BsonArray() },
            { "ok", 1.0 },
        });
    }
}
