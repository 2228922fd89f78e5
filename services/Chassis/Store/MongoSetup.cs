using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>How the suite talks to its store: durable writes, majority reads, short patience.</summary>
public static class MongoSetup
{
    /// <summary>How long a write waits for its majority.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static int _registered;

    /// <summary>Idempotent; first thing in a service and in every fixture.</summary>
    public static void RegisterMappings()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 1)
        {
            return;
        }

        BsonSerializer.RegisterSerializationProvider(new ListSerializers());

        // Unknown elements are ignored in persisted documents so that two versions can run side by side.
        ConventionRegistry.Register(
            "hotline",
            new ConventionPack
            {
                new CamelCaseElementNameConvention(),
                new EnumRepresentationConvention(BsonType.String),
                new IgnoreIfNullConvention(true),
                new IgnoreExtraElementsConvention(true),
            },
            type => type.Namespace?.StartsWith("Hotline.", StringComparison.Ordinal) == true);
    }

    /// <summary>Whether an error means that the store, or its majority, cannot be reached now, rather than that something is wrong.</summary>
    public static bool IsAway(Exception error) =>
        error is TimeoutException or MongoConnectionException or MongoExecutionTimeoutException or MongoNotPrimaryException or MongoNodeIsRecoveringException
            or MongoWriteConcernException or MongoWriteException { WriteConcernError: not null } or MongoBulkWriteException { WriteConcernError: not null };

    public static IMongoDatabase Open(string connectionString, string database, string application)
    {
        RegisterMappings();
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ApplicationName = application;
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
        settings.ConnectTimeout = TimeSpan.FromSeconds(5);
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true, wTimeout: Patience);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        return new MongoClient(settings).GetDatabase(database);
    }
}
