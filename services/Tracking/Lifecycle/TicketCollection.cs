using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;

namespace Hotline.Tracking.Lifecycle;

/// <summary>
/// How tickets are kept. Every guarded update pays for each index, so there are six: these four, the outbox's due and
/// the audit's.
/// </summary>
public static class TicketCollection
{
    /// <summary>The collection: one document for each ticket.</summary>
    public const string Name = "tickets";

    public static readonly IReadOnlyList<IndexSpec> Indexes =
    [
        // Finds a ticket by its number for people; a stub has none yet. Intake, which gives the numbers, keeps them
        // unique: here that would be checked again at each of a ticket's many updates.
        new("ticket_number", new() { { "ticketNumber", 1 } }) { Partial = Exists("ticketNumber") },
        // ListTickets: newest first inside a unit's scope, by keyset; states are checked on the rows of the page.
        new("scope_accepted", new() { { "scope", 1 }, { "acceptedAt", -1 }, { "_id", -1 } }),
        // ListCallbacks: the longest waiting first inside a scope, by keyset.
        new("scope_callback", new() { { "scope", 1 }, { "callbackDue", 1 }, { "_id", 1 } }) { Partial = Exists("callbackDue") },
        DueDeadlines.Index,
    ];

    public static FactsOptions<TicketRecord> Options { get; } = new()
    {
        Collection = Name,
        MapStored = TicketBson.MapStored,
        EtagOf = Etags.Of,
        Indexes = Indexes,
    };

    private static BsonDocument Exists(string field) => new(field, new BsonDocument("$exists", true));
}
