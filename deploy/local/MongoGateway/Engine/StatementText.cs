namespace Hotline.MongoGateway.Engine;

/// <summary>What the columns of a result mean.</summary>
public enum ResultShape
{
    /// <summary>One document.</summary>
    Document,

    /// <summary>A document and whether every write in it succeeded.</summary>
    Outcome,

    /// <summary>A page, how to go on, whether the connection must be kept, the cursor's number.</summary>
    FirstPage,

    /// <summary>A page and how to go on.</summary>
    NextPage,
}

/// <summary>The SQL of each statement. BSON travels as bytea both ways: the engine's own types have no binary form.</summary>
public static class StatementText
{
    private const string Page = "cursorpage::bytea, continuation::bytea";
    private const string Spec = "$2::documentdb_core.bson";

    public static string Of(Statement statement) => statement switch
    {
        Statement.Insert => Write("insert", null),
        Statement.InsertSequence => Write("insert", "$3::documentdb_core.bsonsequence"),
        Statement.Update => Write("update", null),
        Statement.UpdateSequence => Write("update", "$3::documentdb_core.bsonsequence"),
        Statement.Delete => Write("delete", null),
        Statement.DeleteSequence => Write("delete", "$3::documentdb_core.bsonsequence"),
        Statement.FindAndModify => $"SELECT p_result::bytea, p_success FROM documentdb_api.find_and_modify($1, {Spec})",
        Statement.Find => FirstPage("find_cursor_first_page"),
        Statement.Aggregate => FirstPage("aggregate_cursor_first_page"),
        Statement.ListCollections => FirstPage("list_collections_cursor_first_page"),
        Statement.ListIndexes => FirstPage("list_indexes_cursor_first_page"),
        Statement.GetMore => $"SELECT {Page} FROM documentdb_api.cursor_get_more($1, {Spec}, $3::documentdb_core.bson)",
        Statement.Count => $"SELECT document::bytea FROM documentdb_api.count_query($1, {Spec})",
        Statement.Distinct => $"SELECT document::bytea FROM documentdb_api.distinct_query($1, {Spec})",
        // The name of the database is not an argument of this one; it stands in the text to keep one shape of parameters.
        Statement.ListDatabases => $"SELECT documentdb_api.list_databases({Spec})::bytea WHERE $1 IS NOT NULL",
        Statement.CreateCollection => $"SELECT documentdb_api.create_collection_view($1, {Spec})::bytea",
        Statement.CreateIndexes => $"SELECT documentdb_api_internal.create_indexes_non_concurrently($1, {Spec}, true)::bytea",
        _ => throw new ArgumentOutOfRangeException(nameof(statement)),
    };

    public static ResultShape ShapeOf(Statement statement) => statement switch
    {
        Statement.Insert or Statement.InsertSequence or Statement.Update or Statement.UpdateSequence
            or Statement.Delete or Statement.DeleteSequence or Statement.FindAndModify => ResultShape.Outcome,
        Statement.Find or Statement.Aggregate or Statement.ListCollections or Statement.ListIndexes => ResultShape.FirstPage,
        Statement.GetMore => ResultShape.NextPage,
        _ => ResultShape.Document,
    };

    public static bool HasThird(Statement statement) =>
        statement is Statement.InsertSequence or Statement.UpdateSequence or Statement.DeleteSequence or Statement.GetMore;

    private static string Write(string function, string? sequence) =>
        $"SELECT p_result::bytea, p_success FROM documentdb_api.{function}($1, {Spec}{(sequence is null ? "" : ", " + sequence)})";

    private static string FirstPage(string function) =>
        $"SELECT {Page}, persistconnection, cursorid FROM documentdb_api.{function}($1, {Spec})";
}
