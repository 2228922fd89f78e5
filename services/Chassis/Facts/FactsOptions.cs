using Hotline.Chassis.Store;
using MongoDB.Bson;

namespace Hotline.Chassis.Facts;

/// <summary>How a service keeps its aggregate.</summary>
public sealed class FactsOptions<TState>
{
    public required string Collection { get; init; }

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

    /// <summary>Where the versions taken in are remembered, when not on the ticket itself.</summary>
    public string? SeenIn { get; init; }

    /// <summary>A ticket that was opened changes again at once: under load both changes are announced together.</summary>
    public bool IsFollowedSoon { get; init; }

    /// <summary>When set, facts wait for the numbered feed in this many partitions.</summary>
    public int? FeedPartitions { get; init; }

    public IReadOnlyList<IndexSpec> AllIndexes =>
    [
        .. Indexes,
        new IndexSpec("due", new BsonDocument("due", 1)) { Partial = new BsonDocument("due", new BsonDocument("$exists", true)) },
        new IndexSpec("confirm_due", new BsonDocument("confirmDue", 1)) { Partial = new BsonDocument("confirmDue", new BsonDocument("$exists", true)) },
    ];

    public IReadOnlyList<IndexSpec> FactIndexes =>
    [
        new IndexSpec("ticket_request", new BsonDocument { { "ticket", 1 }, { "requestKey", 1 } }) { Unique = true },
        new IndexSpec("moved", new BsonDocument { { Fact.MovedAt, 1 }, { "_id", 1 } }),
    ];
}
