using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Commands;

/// <summary>Every command that is answered, with every option it may carry. What is not here is refused by name.</summary>
public static class CommandTable
{
    public static IReadOnlyList<CommandDefinition> All { get; } = [.. Documents(), .. Reading(), .. Schema(), .. Sessions(), .. Server()];

    public static Utf8Table<CommandDefinition> Commands { get; } = new(All.SelectMany(WithAliases));

    private static IEnumerable<CommandDefinition> Documents() =>
    [
        new("insert", DocumentCommands.InsertAsync, "documents", "ordered", "bypassDocumentValidation")
        {
            Sequence = "documents", Transactional = true, RemembersResult = true,
        },
        new("update", DocumentCommands.UpdateAsync, "updates", "ordered", "bypassDocumentValidation", "let")
        {
            Sequence = "updates", Transactional = true, RemembersResult = true,
        },
        new("delete", DocumentCommands.DeleteAsync, "deletes", "ordered", "let")
        {
            Sequence = "deletes", Transactional = true, RemembersResult = true,
        },
        new(
            "findAndModify", DocumentCommands.FindAndModifyAsync, "query", "sort", "remove", "update", "new", "fields", "upsert",
            "bypassDocumentValidation", "arrayFilters", "let", "hint", "collation")
        {
            Transactional = true, RemembersResult = true,
        },
    ];

    private static IEnumerable<CommandDefinition> Reading() =>
    [
        new(
            "find", ReadCommands.FindAsync, "filter", "sort", "projection", "hint", "skip", "limit", "batchSize", "singleBatch",
            "max", "min", "returnKey", "showRecordId", "noCursorTimeout", "allowPartialResults", "allowDiskUse", "collation", "let")
        {
            Transactional = true,
        },
        new(
            "aggregate", ReadCommands.AggregateAsync, "pipeline", "cursor", "allowDiskUse", "bypassDocumentValidation", "collation",
            "hint", "let")
        {
            Transactional = true,
        },
        new("getMore", ReadCommands.GetMoreAsync, "collection", "batchSize") { Transactional = true },
        new("killCursors", ReadCommands.KillCursorsAsync, "cursors") { Transactional = true },
        new("count", ReadCommands.CountAsync, "query", "limit", "skip", "hint", "collation", "fields"),
        new("distinct", ReadCommands.DistinctAsync, "key", "query", "collation", "hint") { Transactional = true },
        new("explain", ExplainCommand.RunAsync, "verbosity"),
    ];

    private static IEnumerable<CommandDefinition> Schema() =>
    [
        new("create", SchemaCommands.CreateAsync, "viewOn", "pipeline", "validator", "validationLevel", "validationAction", "collation")
        {
            Transactional = true,
        },
        new("createIndexes", SchemaCommands.CreateIndexesAsync, "indexes", "commitQuorum"),
        new("drop", SchemaCommands.DropAsync),
        new("dropDatabase", SchemaCommands.DropDatabaseAsync),
        new("dropIndexes", SchemaCommands.DropIndexesAsync, "index"),
        new("collMod", SchemaCommands.CollModAsync, "index", "validator", "validationLevel", "validationAction"),
        new("listCollections", SchemaCommands.ListCollectionsAsync, "filter", "nameOnly", "cursor", "authorizedCollections"),
        new("listIndexes", SchemaCommands.ListIndexesAsync, "cursor"),
        new("listDatabases", SchemaCommands.ListDatabasesAsync, "filter", "nameOnly", "authorizedDatabases"),
    ];

    private static IEnumerable<CommandDefinition> Sessions() =>
    [
        new("commitTransaction", SessionCommands.CommitAsync, "recoveryToken") { Transactional = true },
        new("abortTransaction", SessionCommands.AbortAsync, "recoveryToken") { Transactional = true },
        new("endSessions", SessionCommands.EndSessionsAsync),
    ];

    private static IEnumerable<CommandDefinition> Server() =>
    [
        new("hello", ServerCommands.HelloAsync) { TakesAnyField = true },
        new("isMaster", ServerCommands.HelloAsync) { TakesAnyField = true },
        new("ping", ServerCommands.PingAsync),
        new("buildInfo", ServerCommands.BuildInfoAsync),
        new("hostInfo", ServerCommands.HostInfoAsync),
        new("serverStatus", ServerCommands.ServerStatusAsync),
    ];

    private static IEnumerable<KeyValuePair<string, CommandDefinition>> WithAliases(CommandDefinition definition)
    {
        yield return KeyValuePair.Create(definition.Name, definition);
        var alias = definition.Name switch
        {
            "findAndModify" => "findandmodify",
            "isMaster" => "ismaster",
            "buildInfo" => "buildinfo",
            _ => null,
        };
        if (alias is not null)
        {
            yield return KeyValuePair.Create(alias, definition);
        }
    }
}
