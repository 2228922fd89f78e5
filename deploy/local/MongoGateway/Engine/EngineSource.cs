using Npgsql;

namespace Hotline.MongoGateway.Engine;

/// <summary>What each connection needs, whatever the caller's connection string says.</summary>
public static class EngineSource
{
    private static readonly string[] Settings =
    [
        "search_path=documentdb_api_catalog,documentdb_api,public",
        "client_min_messages=warning",
        "synchronous_commit=on", // an acknowledged write is durable: what w: majority, j: true promise
        "jit=off", // small statements; compiling them costs more than running them
        "documentdb.alternate_index_handler_name=extended_rum", // without it no sorted page is served by an index
        "documentdb.enable_merge_sort_for_in_prefix=on",
        "documentdb.useFileBasedPersistedCursors=on", // a sorted cursor then binds no connection
        "documentdb.enable_default_extended_explain=off", // plain plans: its wrapper hides the shape
        "documentdb.throwDeadlockOnCRUD=on", // rolled back as a whole, so that it can be repeated here
    ];

    public static NpgsqlDataSource From(string given)
    {
        var builder = new NpgsqlConnectionStringBuilder(given)
        {
            Pooling = false, // LanePool is the pool
            Enlist = false,
            Timeout = 5,
            CommandTimeout = 0, // bounded by the caller's maxTimeMS or its disconnecting
            CancellationTimeout = 3000,
            ReadBufferSize = 16384,
            WriteBufferSize = 16384,
            ApplicationName = "hotline-mongo-gateway",
        };
        builder.Options = string.Join(' ', Settings.Select(s => "-c " + s).Prepend(builder.Options ?? "")).Trim();

        // The types used are PostgreSQL's own: reading its catalogue of types at each connection would be for nothing.
        return new NpgsqlDataSourceBuilder(builder.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
    }
}
