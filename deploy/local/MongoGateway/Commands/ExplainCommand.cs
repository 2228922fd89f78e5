using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.MongoGateway.Commands;

/// <summary>
/// Explains find, aggregate, count and distinct. The answer has MongoDB's outline (queryPlanner.winningPlan as a tree of
/// stages with inputStage), made from PostgreSQL's plan, which stands beside it in queryPlanner.postgresPlan.
/// </summary>
public static class ExplainCommand
{
    public static async ValueTask RunAsync(CommandContext context, CancellationToken token)
    {
        var command = BsonSerializer.Deserialize<BsonDocument>(context.Command.ToArray());
        var verbosity = command.GetValue("verbosity", "allPlansExecution").AsString;
        if (!command["explain"].IsBsonDocument || command["explain"].AsBsonDocument.ElementCount == 0)
        {
            throw new CommandException(ErrorCode.FailedToParse, "explain needs a command document");
        }

        var explained = command["explain"].AsBsonDocument;
        var (function, name) = FunctionOf(explained.GetElement(0));
        explained.Remove("$db");
        await EngineCall.RunAsync(context, (lane, t) => AnalyzeAsync(lane, context.Database, name, t), token);
        var analyze = verbosity == "queryPlanner" ? "" : ", ANALYZE, BUFFERS";
        var sql = $"EXPLAIN (FORMAT JSON{analyze}) SELECT document FROM documentdb_api_catalog.{function}($1, $2::documentdb_core.bson)";
        var json = await EngineCall.RunAsync(
            context, async (lane, t) => await lane.ScalarAsync(sql, [context.Database, explained.ToBson()], t, asText: true), token);
        var plan = BsonSerializer.Deserialize<BsonArray>((string)json!);
        context.Reply.Put(new BsonDocument
        {
            { "explainVersion", "1" },
            {
                "queryPlanner", new BsonDocument
                {
                    { "namespace", $"{context.Database}.{name}" },
                    { "winningPlan", PlanStages.Of(plan[0]["Plan"].AsBsonDocument) },
                    { "rejectedPlans", new BsonArray() },
                    { "postgresPlan", plan },
                }
            },
            { "command", explained },
            { "ok", 1.0 },
        });
    }

    /// <summary>
    /// A collection filled a moment ago has no statistics yet, and the plan would be a guess. MongoDB plans by trial, so
    /// there an explanation does not depend on when it is asked for; here it does not either.
    /// </summary>
    private static async ValueTask<bool> AnalyzeAsync(Lane lane, string database, string collection, CancellationToken token)
    {
        const string find =
            "SELECT collection_id::text FROM documentdb_api_catalog.collections WHERE database_name = $1 AND collection_name = $2";
        var id = await lane.ScalarAsync(find, [database, collection], token) as string;
        if (id is not null)
        {
            await lane.ScalarAsync($"ANALYZE documentdb_data.documents_{id}", [], token);
        }

        return id is not null;
    }

    private static (string Function, string Collection) FunctionOf(BsonElement command) => command.Name switch
    {
        "find" => ("bson_aggregation_find", command.Value.AsString),
        "aggregate" => ("bson_aggregation_pipeline", command.Value.ToString()!),
        "count" => ("bson_aggregation_count", command.Value.AsString),
        "distinct" => ("bson_aggregation_distinct", command.Value.AsString),
        _ => throw new CommandException(ErrorCode.CommandNotSupported, $"explain of '{command.Name}' is not supported"),
    };
}
