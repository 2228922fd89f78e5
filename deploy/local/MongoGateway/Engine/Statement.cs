namespace Hotline.MongoGateway.Engine;

/// <summary>The calls of the engine that a connection keeps prepared: database name, specification, perhaps a third argument.</summary>
public enum Statement
{
    Insert,
    InsertSequence,
    Update,
    UpdateSequence,
    Delete,
    DeleteSequence,
    FindAndModify,
    Find,
    Aggregate,
    GetMore,
    Count,
    Distinct,
    ListCollections,
    ListIndexes,
    ListDatabases,
    CreateCollection,
    CreateIndexes,
}
