using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Intake.V1;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Intake.Vault;

/// <summary>One look at personal data, or a refused one. Written before the answer, never changed.</summary>
public sealed record AccessEntry
{
    /// <summary>Version 7 UUID, so that entries sort by time.</summary>
    public required string Id { get; init; }

    public required string Ticket { get; init; }

    /// <summary>What was looked at.</summary>
    public RevealedPart Part { get; init; }

    /// <summary>Who looked, and for which unit.</summary>
    public required FactActor Actor { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Why, in the words of the person; masked.</summary>
    public required string Purpose { get; init; }

    public required bool Granted { get; init; }

    /// <summary>Why it was refused; null when it was granted.</summary>
    public ErrorReason? Refusal { get; init; }

    /// <summary>The service through which the person asked; null when the person asked Intake.</summary>
    public string? Via { get; init; }
}

/// <summary>Who looked at whose data. Entries are added, nothing else.</summary>
public sealed class AccessLog
{
    public const string Collection = "access";

    public static readonly BsonDocument LatestFirst = new() { { "at", -1 }, { "_id", -1 } };

    public static IReadOnlyList<IndexSpec> Indexes { get; } =
        [new IndexSpec("ticket_at", new BsonDocument { { "ticket", 1 }, { "at", -1 }, { "_id", -1 } })];

    public AccessLog(IMongoDatabase database)
    {
        MapStored();
        Entries = database.GetCollection<BsonDocument>(Collection);
    }

    public IMongoCollection<BsonDocument> Entries { get; }

    public static void MapStored()
    {
        Fact.MapStored();
        Stored.MapById<AccessEntry>(
            nameof(AccessEntry.Id),
            nameof(AccessEntry.Ticket), nameof(AccessEntry.Part), nameof(AccessEntry.Actor), nameof(AccessEntry.At),
            nameof(AccessEntry.Purpose), nameof(AccessEntry.Granted), nameof(AccessEntry.Refusal), nameof(AccessEntry.Via));
    }

    /// <summary>The condition that selects the entries of a ticket.</summary>
    public static BsonDocument Of(string ticket) => new("ticket", ticket);

    public static AccessEntry Read(BsonDocument document) => BsonSerializer.Deserialize<AccessEntry>(document);

    /// <summary>Stores an entry; it is durable when the task ends, and only then the caller may get an answer.</summary>
    /// <exception cref="MongoDB.Driver.MongoException">The store is away: nothing may be revealed.</exception>
    public Task AddAsync(AccessEntry entry, CancellationToken cancel) => Entries.InsertOneAsync(entry.ToBsonDocument(), null, cancel);
}
