using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Events;

namespace Hotline.Testing;

/// <summary>What a store is asked of one collection: every command that names documents, with its filter, as the driver sends it.</summary>
public sealed class CommandLog(string collection)
{
    private static readonly string[] WithoutFilter = ["insert", "getMore", "create", "createIndexes", "listIndexes"];

    private readonly ConcurrentQueue<(string Command, BsonDocument Filter)> _filters = new();

    public IReadOnlyList<(string Command, BsonDocument Filter)> Filters => [.. _filters];

    /// <summary>The same database through a client whose commands are noted.</summary>
    public IMongoDatabase Watch(IMongoDatabase database)
    {
        var settings = database.Client.Settings.Clone();
        settings.ClusterConfigurator = cluster => cluster.Subscribe<CommandStartedEvent>(Note);
        return new MongoClient(settings).GetDatabase(database.DatabaseNamespace.DatabaseName);
    }

    private void Note(CommandStartedEvent started)
    {
        // What the event holds is gone once the command is sent.
        var command = new BsonDocument(started.Command.Elements);
        if (command.ElementCount > 0 && command[0] is BsonString name && name == collection)
        {
            foreach (var filter in FiltersOf(started.CommandName, command))
            {
                _filters.Enqueue((started.CommandName, (BsonDocument)filter.DeepClone()));
            }
        }
    }

    private static IEnumerable<BsonDocument> FiltersOf(string name, BsonDocument command) => name switch
    {
        "find" => [command["filter"].AsBsonDocument],
        "findAndModify" or "count" or "distinct" => [command["query"].AsBsonDocument],
        "update" => Of(command["updates"], "q"),
        "delete" => Of(command["deletes"], "q"),
        "aggregate" => [command["pipeline"][0]["$match"].AsBsonDocument],
        _ when WithoutFilter.Contains(name) => [],
        _ => throw new NotSupportedException($"It is not known where {name} has its filter."),
    };

    private static IEnumerable<BsonDocument> Of(BsonValue statements, string element) =>
        statements.AsBsonArray.Select(statement => statement[element].AsBsonDocument);
}
