using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Commands;

/// <summary>Collections, indexes, databases.</summary>
public static class SchemaCommands
{
    public static ValueTask CreateAsync(CommandContext context, CancellationToken token) =>
        OneAtATimeAsync(context, t => RunAsync(context, Statement.CreateCollection, t), token);

    public static ValueTask CreateIndexesAsync(CommandContext context, CancellationToken token) =>
        OneAtATimeAsync(context, t => RunAsync(context, Statement.CreateIndexes, t), token);

    public static ValueTask ListCollectionsAsync(CommandContext context, CancellationToken token) =>
        ReadCommands.FirstPageAsync(context, Statement.ListCollections, token);

    public static ValueTask ListIndexesAsync(CommandContext context, CancellationToken token) =>
        ReadCommands.FirstPageAsync(context, Statement.ListIndexes, token);

    public static ValueTask ListDatabasesAsync(CommandContext context, CancellationToken token) =>
        context.Database == "admin"
            ? RunAsync(context, Statement.ListDatabases, token)
            : throw new CommandException(ErrorCode.Unauthorized, "listDatabases may only be run against the admin database.");

    public static async ValueTask DropAsync(CommandContext context, CancellationToken token)
    {
        var collection = context.Collection;
        await OneAtATimeAsync(
            context,
            t => ScalarAsync(context, "SELECT documentdb_api.drop_collection($1, $2)", [context.Database, collection], t),
            token);
        context.Reply.Put(new BsonDocument { { "ns", $"{context.Database}.{collection}" }, { "ok", 1.0 } });
    }

    public static async ValueTask DropDatabaseAsync(CommandContext context, CancellationToken token)
    {
        await OneAtATimeAsync(
            context,
            t => ScalarAsync(context, "SELECT documentdb_api.drop_database($1)::text", [context.Database], t),
            token);
        context.Reply.Put(new BsonDocument { { "dropped", context.Database }, { "ok", 1.0 } });
    }

    public static ValueTask DropIndexesAsync(CommandContext context, CancellationToken token) =>
        OneAtATimeAsync(
            context,
            t => DocumentAsync(context, "CALL documentdb_api.drop_indexes($1, $2)", [context.Database, context.Command.ToArray()], t),
            token);

    public static ValueTask CollModAsync(CommandContext context, CancellationToken token) =>
        OneAtATimeAsync(
            context,
            t => DocumentAsync(
                context,
                "SELECT documentdb_api.coll_mod($1, $2, $3)",
                [context.Database, context.Collection, context.Command.ToArray()],
                t),
            token);

    private static async ValueTask RunAsync(CommandContext context, Statement statement, CancellationToken token) =>
        await EngineCall.RunAsync(context, statement, default, token);

    private static async ValueTask<object?> ScalarAsync(
        CommandContext context, string sql, object?[] arguments, CancellationToken token, bool asText = false) =>
        await EngineCall.RunAsync(context, async (lane, t) => await lane.ScalarAsync(sql, arguments, t, asText), token);

    /// <summary>For results that only exist as the engine's type: read as text, which is BSONHEX and the bytes.</summary>
    private static async ValueTask DocumentAsync(CommandContext context, string sql, object?[] arguments, CancellationToken token)
    {
        const string prefix = "BSONHEX";
        var text = await ScalarAsync(context, sql, arguments, token, asText: true) as string ?? "";
        context.Reply.Put(text.StartsWith(prefix, StringComparison.Ordinal)
            ? Convert.FromHexString(text.AsSpan(prefix.Length))
            : throw new CommandException(ErrorCode.InternalError, "the engine answered without a document"));
    }

    /// <summary>Changes of the schema lock catalogue tables of the engine in no order of ours: side by side they deadlock.</summary>
    private static async ValueTask OneAtATimeAsync(
        CommandContext context, Func<CancellationToken, ValueTask> change, CancellationToken token)
    {
        var gate = context.Services.SchemaGate;
        await gate.WaitAsync(token);
        try
        {
            await change(token);
        }
        finally
        {
            gate.Release();
        }
    }

    private static async ValueTask OneAtATimeAsync(
        CommandContext context, Func<CancellationToken, ValueTask<object?>> change, CancellationToken token) =>
        await OneAtATimeAsync(context, async t => { await change(t); }, token);
}
