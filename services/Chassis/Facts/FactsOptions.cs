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

    /// <summary>Element that holds the number for people.</summary>
    public string NumberField { get; init; } = "ticketNumber";

    /// <summary>Element that holds the units and ancestors that may see it.</summary>
    public string ScopeField { get; init; } = "scope";

    /// <summary>Changes only when state, assignments or deadlines change.</summary>
    public required Func<TState, string> EtagOf { get; init; }

    /// <summary>The service's own indexes; the envelope's two are added, for few tickets at a time.</summary>
    public IReadOnlyList<IndexSpec> Indexes { get; init; } = [];

    /// <summary>Where the applied versions are remembered, when not on the ticket itself.</summary>
    public string? SeenIn { get; init; }

    /// <summary>How reads and writes of tickets are batched.</summary>
    public BatchOptions Batches { get; init; } = new();

    public IReadOnlyList<IndexSpec> AllIndexes =>
    [
        .. Indexes,
        new IndexSpec("due", new BsonDocument(Envelope.Due, 1)) { Partial = Exists(Envelope.Due) },
        new IndexSpec("urgent_due", new BsonDocument { { Envelope.Urgent, 1 }, { Envelope.Due, 1 } }) { Partial = Exists(Envelope.Urgent) },
    ];

    /// <summary>
    /// The archive's: repeats of a request, and the audit's two lanes. The audit goes by time and
    /// is the one reader that does not name a ticket.
    /// </summary>
    public IReadOnlyList<IndexSpec> FactIndexes =>
    [
        new IndexSpec("ticket_request", new BsonDocument { { "ticket", 1 }, { "requestKey", 1 } }) { Unique = true },
        new IndexSpec("audit", new BsonDocument { { Fact.AuditAt, 1 }, { "_id", 1 } }) { Partial = Exists(Fact.AuditAt) },
        new IndexSpec("urgent_audit", new BsonDocument { { Fact.UrgentAuditAt, 1 }, { "_id", 1 } })
        {
            Partial = Exists(Fact.UrgentAuditAt),
        },
    ];

    /// <summary>The collection, once all that is kept in it has a map.</summary>
    public IMongoCollection<BsonDocument> Open(IMongoDatabase database)
    {
        FactBson.MapStored();
        MapStored();
        return database.GetCollection<BsonDocument>(Collection);
    }

    private static BsonDocument Exists(string field) => new(field, new BsonDocument("$exists", true));
}
