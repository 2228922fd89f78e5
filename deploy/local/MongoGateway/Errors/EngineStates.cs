using System.Collections.Frozen;

namespace Hotline.MongoGateway.Errors;

/// <summary>
/// The engine raises its own failures as SQL states of class M0. Those that a caller can act on are named here; the
/// hundreds of others say that an expression is wrong and are answered as BadValue with the engine's sentence.
/// </summary>
public static class EngineStates
{
    private static readonly FrozenDictionary<string, ErrorCode> Codes = new Dictionary<string, ErrorCode>
    {
        ["M0000"] = ErrorCode.InternalError,
        ["M0001"] = ErrorCode.BadValue,
        ["M0003"] = ErrorCode.FailedToParse,
        ["M0004"] = ErrorCode.TypeMismatch,
        ["M0005"] = ErrorCode.Overflow,
        ["M0006"] = ErrorCode.IllegalOperation,
        ["M0008"] = ErrorCode.NamespaceNotFound,
        ["M0009"] = ErrorCode.IndexNotFound,
        ["M000A"] = ErrorCode.PathNotViable,
        ["M000D"] = ErrorCode.ConflictingUpdateOperators,
        ["M000E"] = ErrorCode.CursorNotFound,
        ["M000F"] = ErrorCode.NamespaceExists,
        ["M000G"] = ErrorCode.DollarPrefixedFieldName,
        ["M000I"] = ErrorCode.NotSingleValueField,
        ["M000J"] = ErrorCode.EmptyFieldName,
        ["M000K"] = ErrorCode.DottedFieldName,
        ["M000M"] = ErrorCode.ImmutableField,
        ["M000N"] = ErrorCode.CannotCreateIndex,
        ["M000O"] = ErrorCode.IndexAlreadyExists,
        ["M000P"] = ErrorCode.InvalidOptions,
        ["M000Q"] = ErrorCode.InvalidNamespace,
        ["M000R"] = ErrorCode.IndexOptionsConflict,
        ["M000S"] = ErrorCode.IndexKeySpecsConflict,
        ["M000U"] = ErrorCode.CommandNotSupported,
        ["M000W"] = ErrorCode.ExceededMemoryLimit,
        ["M000Z"] = ErrorCode.CommandNotSupportedOnView,
        ["M0013"] = ErrorCode.QueryFeatureNotAllowed,
        ["M0015"] = ErrorCode.ConversionFailure,
        ["M0016"] = ErrorCode.OperationNotSupportedInTransaction,
        ["M001B"] = ErrorCode.BsonObjectTooLarge,
        ["M001C"] = ErrorCode.DuplicateKey,
        ["M003A"] = ErrorCode.DocumentTooLargeAfterUpdate,
        ["M003B"] = ErrorCode.DocumentTooLargeToUpsert,
        ["M007U"] = ErrorCode.UnrecognizedStage,
        ["M0088"] = ErrorCode.IDLUnknownField,
        ["M00CO"] = ErrorCode.DocumentValidationFailure,
        ["M00EW"] = ErrorCode.LockTimeout,
        ["M00EX"] = ErrorCode.MaxTimeMSExpired,
        ["M00EY"] = ErrorCode.CommandNotFound,
        ["M00F1"] = ErrorCode.WriteConflict,
        ["M00F4"] = ErrorCode.CannotBuildIndexKeys,
        ["M00F6"] = ErrorCode.NoSuchTransaction,
        ["23505"] = ErrorCode.DuplicateKey, // unique_violation
        ["23P01"] = ErrorCode.DuplicateKey, // exclusion_violation: how unique indexes are built
        ["25P02"] = ErrorCode.NoSuchTransaction, // in_failed_sql_transaction
        ["40001"] = ErrorCode.WriteConflict, // serialization_failure
        ["40P01"] = ErrorCode.WriteConflict, // deadlock_detected
        ["55P03"] = ErrorCode.LockTimeout, // lock_not_available
        ["42P01"] = ErrorCode.NamespaceNotFound, // undefined_table
        ["53100"] = ErrorCode.OutOfDiskSpace,
        ["53200"] = ErrorCode.ExceededMemoryLimit, // out_of_memory
        ["53300"] = ErrorCode.InterruptedDueToReplStateChange, // too_many_connections
        ["54000"] = ErrorCode.CannotBuildIndexKeys, // program_limit_exceeded: an index row too large
        ["57014"] = ErrorCode.Interrupted, // query_canceled
        ["57P01"] = ErrorCode.InterruptedDueToReplStateChange, // admin_shutdown
        ["57P02"] = ErrorCode.InterruptedDueToReplStateChange, // crash_shutdown
        ["57P03"] = ErrorCode.InterruptedDueToReplStateChange, // cannot_connect_now
        ["57P05"] = ErrorCode.NoSuchTransaction, // idle_session_timeout
        ["0A000"] = ErrorCode.CommandNotSupported, // feature_not_supported
    }.ToFrozenDictionary();

    public static ErrorCode Translate(string sqlState) =>
        Codes.TryGetValue(sqlState, out var code) ? code : sqlState.StartsWith('M') ? ErrorCode.BadValue : ErrorCode.InternalError;

    /// <summary>Inside a writeErrors entry the engine packs the SQL state into the number, six bits a character.</summary>
    public static string Unpack(int packed)
    {
        Span<char> state = stackalloc char[5];
        foreach (ref var character in state)
        {
            character = (char)((packed & 0x3F) + '0');
            packed >>= 6;
        }

        return new string(state);
    }
}
