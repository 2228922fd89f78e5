using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>How the suite talks to its store: durable writes, majority reads, short timeouts.</summary>
public static class MongoSetup
{
    /// <summary>How long a write waits for its majority.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an answer may take; what may be repeated the driver asks once more. By itself it waits for ever for a store that keeps the
    /// connection and does not answer, and a loop that waits so publishes nothing.
    /// </summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    private static readonly Lazy<bool> Registered = new(() =>
    {
        BsonSerializer.RegisterSerializationProvider(new ListSerializers());
        BsonSerializer.RegisterSerializationProvider(new StoredSerializers());
        return true;
    });

    /// <summary>Before anything is stored or mapped; a second caller waits for the first.</summary>
    public static bool RegisterSerializers() => Registered.Value;

    /// <summary>
    /// Whether an error means that the store, or its majority, cannot be reached now, rather than that something is wrong.
    /// </summary>
    public static bool IsAway(Exception error) =>
        error is TimeoutException
            or MongoConnectionException
            or MongoExecutionTimeoutException
            or MongoNotPrimaryException
            or MongoNodeIsRecoveringException
            or MongoWriteConcernException
            or MongoWriteException { WriteConcernError: not null }
            or MongoBulkWriteException { WriteConcernError: not null };

    /// <summary>
    /// Opens a database with journalled majority writes and majority reads from the primary. It connects with the first command, not here.
    /// </summary>
    /// <param name="connectionString">Where the store is; its own concerns and timeouts are overruled.</param>
    /// <param name="database">Which database.</param>
    /// <param name="application">The name under which the store lists the connections.</param>
    /// <param name="timeout">How long an answer may take; default <see cref="AnswerTimeout"/>.</param>
    public static IMongoDatabase Open(string connectionString, string database, string application, TimeSpan? timeout = null)
    {
        RegisterSerializers();
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ApplicationName = application;
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
        settings.ConnectTimeout = TimeSpan.FromSeconds(5);
        settings.SocketTimeout = timeout ?? AnswerTimeout;
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true, wTimeout: WriteTimeout);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        return new MongoClient(settings).GetDatabase(database);
    }
}
