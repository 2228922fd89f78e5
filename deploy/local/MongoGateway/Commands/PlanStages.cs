using MongoDB.Bson;

namespace Hotline.MongoGateway.Commands;

/// <summary>Tells PostgreSQL's plan in MongoDB's words, so that one test reads the plans of both.</summary>
public static class PlanStages
{
    public static BsonDocument Of(BsonDocument plan)
    {
        var node = plan["Node Type"].AsString;
        var stage = new BsonDocument("stage", ReadsAll(plan) ? "COLLSCAN" : StageOf(node));
        if (plan.TryGetValue("Index Name", out var index))
        {
            stage.Add("indexName", index);
        }

        foreach (var detail in (string[])["Index Cond", "Sort Key", "Order By", "Filter"])
        {
            if (plan.TryGetValue(detail, out var value))
            {
                stage.Add(char.ToLowerInvariant(detail[0]) + detail[1..].Replace(" ", "", StringComparison.Ordinal), value);
            }
        }

        foreach (var rows in (string[])["Plan Rows", "Actual Rows"])
        {
            if (plan.TryGetValue(rows, out var value))
            {
                stage.Add(rows == "Plan Rows" ? "planRows" : "nReturned", value);
            }
        }

        var inputs = plan.GetValue("Plans", new BsonArray()).AsBsonArray.Select(p => Of(p.AsBsonDocument)).ToList();
        if (inputs.Count == 1)
        {
            stage.Add("inputStage", inputs[0]);
        }
        else if (inputs.Count > 1)
        {
            stage.Add("inputStages", new BsonArray(inputs));
        }

        return stage;
    }

    /// <summary>
    /// Without statistics PostgreSQL likes to read a whole collection through the index of _id: told by a condition
    /// that names no id, and a filter behind it.
    /// </summary>
    private static bool ReadsAll(BsonDocument plan) =>
        plan.GetValue("Index Name", "").AsString == "_id_" && plan.Contains("Filter")
        && !plan.GetValue("Index Cond", "").AsString.Contains("object_id", StringComparison.Ordinal);

    private static string StageOf(string node) => node switch
    {
        "Seq Scan" or "Parallel Seq Scan" or "Sample Scan" => "COLLSCAN",
        "Index Scan" or "Index Only Scan" or "Bitmap Index Scan" => "IXSCAN",
        "Bitmap Heap Scan" or "Custom Scan" => "FETCH",
        "Sort" or "Incremental Sort" => "SORT",
        "Limit" => "LIMIT",
        "Merge Append" => "SORT_MERGE",
        "Append" => "OR",
        "Aggregate" => "GROUP",
        "Result" or "Subquery Scan" or "ProjectSet" => "PROJECTION",
        _ => node.ToUpperInvariant().Replace(' ', '_'),
    };
}
