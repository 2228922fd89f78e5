using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>How a service keeps its aggregate.</summary>
public sealed class FactsOptions<TState>
{
    public required string Collection { get; init; }

    /// <summary>Maps the state and every record in it (<see cref="Stored"/>); called whenever the aggregate is opened.</summary>
    public required Action MapStored { get; init; }

    /// <summary>Kind of resource in NOT_FOUND.</summary>
    public string ResourceType { get; init; } = "ticket";

    /// <summary>Changes only when state, assignments or deadlines change.</summary>
    public required Func<TState, string> EtagOf { get; init; }

    /// <summary>The service's own indexes, four at most; the outbox's and the audit's are added.</summary>
    public IReadOnlyList<IndexSpec> Indexes { get; init; } = [];

    /// <summary>Where the applied versions are remembered, when not on the ticket itself.</summary>
    public string? SeenIn { get; init; }

    public IReadOnlyList<IndexSpec> AllIndexes =>
    [
        .. Indexes,
        new IndexSpec("due", Envelope.DueOrder) { Partial = Exists(Envelope.Due) },
        new IndexSpec("audit", new BsonDocument { { Envelope.AuditUrgent, 1 }, { Envelope.AuditAt, 1 }, { "_id", 1 } })
        {
            Partial = Exists(Envelope.AuditAt),
        },
    ];

    /// <summary>The archive's: it finds the repeat of a request.</summary>
    public IReadOnlyList<IndexSpec> FactIndexes =>
        [new IndexSpec("ticket_request", new BsonDocument { { "ticket", 1 }, { "requestKey", 1 } }) { Unique = true }];

    /// <summary>The collection, once all that is kept in it has a map.</summary>
    public IMongoCollection<BsonDocument> Open(IMongoDatabase database)
    {
        Fact.MapStored();
        MapStored();
        return database.GetCollection<BsonDocument>(Collection);
    }

    private static BsonDocument Exists(string field) => new(field, new BsonDocument("$exists", true));
}
