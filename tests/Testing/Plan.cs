using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Testing;

/// <summary>How the engine means to answer a query: the stages of its plan, and the indexes they read.</summary>
public sealed record Plan(IReadOnlyList<string> Stages, IReadOnlyList<string> Indexes)
{
    /// <summary>Served by an index in the index's order: no full scan, no sort.</summary>
    public bool IsServed => Stages.Contains("IXSCAN") && !Stages.Contains("COLLSCAN") && !Stages.Contains("SORT");

    /// <summary>Served, and by the index that was meant for it.</summary>
    public bool IsServedBy(string index) => IsServed && Indexes.Contains(index);

    public override string ToString() => $"{string.Join(" < ", Stages)} by {string.Join(',', Indexes)}";

    public static Task<Plan> OfAsync(IMongoDatabase database, QueryShape shape) =>
        OfAsync(database, shape.Collection, shape.Filter, shape.Sort);

    public static async Task<Plan> OfAsync(IMongoDatabase database, string collection, BsonDocument filter, BsonDocument sort)
    {
        var find = new BsonDocument { { "find", collection }, { "filter", filter }, { "limit", 51 } };
        if (sort.ElementCount > 0)
        {
            find.Add("sort", sort);
        }

        var explain = new BsonDocument { { "explain", find }, { "verbosity", "queryPlanner" } };
        var answer = await database.RunCommandAsync<BsonDocument>(explain);
        var nodes = Walk(answer["queryPlanner"]["winningPlan"].AsBsonDocument).ToArray();
        return new Plan(
            [.. nodes.Where(node => node.Contains("stage")).Select(node => node["stage"].AsString)],
            [.. nodes.Where(node => node.Contains("indexName")).Select(node => node["indexName"].AsString).Distinct()]);
    }

    private static IEnumerable<BsonDocument> Walk(BsonDocument node) => node.Elements
        .SelectMany(element => element.Value switch
        {
            BsonDocument inner => [inner],
            BsonArray array => array.OfType<BsonDocument>(),
            _ => Array.Empty<BsonDocument>(),
        })
        .SelectMany(Walk)
        .Prepend(node);
}
