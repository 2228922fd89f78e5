using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Commands;

/// <summary>Options that any command may carry, and why accepting them is honest.</summary>
public enum CommonField
{
    /// <summary>Names the database.</summary>
    Database,

    /// <summary>Names the session; transactions and repeated writes are kept by it.</summary>
    Session,

    TransactionNumber,

    Autocommit,

    StartTransaction,

    /// <summary>Any level: there is one store and it shows only what is committed.</summary>
    ReadConcern,

    /// <summary>w 0, 1 or majority, j any: every commit waits for the log on disk (synchronous_commit). Other w are refused.</summary>
    WriteConcern,

    /// <summary>Any mode: there is one store, and it is the primary.</summary>
    ReadPreference,

    /// <summary>There is one store and so one order; no cluster time is handed out either.</summary>
    ClusterTime,

    /// <summary>Ends the statement in the store when it has passed.</summary>
    MaxTime,

    /// <summary>Only for people who read logs.</summary>
    Comment,

    /// <summary>Says how text of a command is to be understood by version 1 of the API: as it is.</summary>
    ApiVersion,
}

public static class CommonFields
{
    public static Utf8Table<CommonField> Table { get; } = new(new Dictionary<string, CommonField>
    {
        ["$db"] = CommonField.Database,
        ["lsid"] = CommonField.Session,
        ["txnNumber"] = CommonField.TransactionNumber,
        ["autocommit"] = CommonField.Autocommit,
        ["startTransaction"] = CommonField.StartTransaction,
        ["readConcern"] = CommonField.ReadConcern,
        ["writeConcern"] = CommonField.WriteConcern,
        ["$readPreference"] = CommonField.ReadPreference,
        ["$clusterTime"] = CommonField.ClusterTime,
        ["maxTimeMS"] = CommonField.MaxTime,
        ["comment"] = CommonField.Comment,
        ["apiVersion"] = CommonField.ApiVersion,
    });
}
