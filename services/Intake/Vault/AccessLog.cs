using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.Intake.Vault;

/// <summary>One look at personal data, or a refused one. Written before the answer, never changed.</summary>
public sealed record AccessEntry
{
    public required string Id { get; init; }

    public required string Ticket { get; init; }

    public required FactActor Actor { get; init; }

    public required DateTime At { get; init; }

    public required string Purpose { get; init; }

    public required bool Granted { get; init; }

    public ErrorReason? Refusal { get; init; }

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
        FactBson.MapStored();
        Stored.MapById<AccessEntry>(
            nameof(AccessEntry.Id),
            nameof(AccessEntry.Ticket), nameof(AccessEntry.Actor), nameof(AccessEntry.At), nameof(AccessEntry.Purpose),
            nameof(AccessEntry.Granted), nameof(AccessEntry.Refusal), nameof(AccessEntry.Via));
    }

    public static BsonDocument Of(string ticket) => new("ticket", ticket);

    public static AccessEntry Read(BsonDocument document) => BsonSerializer.Deserialize<AccessEntry>(document);

    public Task AddAsync(AccessEntry entry, CancellationToken cancel) => Entries.InsertOneAsync(entry.ToBsonDocument(), null, cancel);
}
