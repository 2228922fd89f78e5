using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>What the feed asks about archived facts, always by their ids and tickets.</summary>
public static class FeedFacts
{
    /// <summary>These facts. Production keeps a ticket's facts on one shard: so each query names the tickets.</summary>
    public static BsonDocument These(IEnumerable<Unfed> facts)
    {
        var these = facts.ToList();
        return new()
        {
            { "_id", Documents.OneOf(these.Select(fact => Fact.IdOf(fact.Ticket, fact.V))) },
            { "ticket", Documents.OneOf(these.Select(fact => fact.Ticket).Distinct()) },
        };
    }

    /// <summary>Which of these facts have been archived.</summary>
    public static async Task<HashSet<Unfed>> ArchivedAsync(
        this FactStore<TicketRecord> tickets, IEnumerable<Unfed> facts, CancellationToken cancel)
    {
        var byId = facts.ToDictionary(fact => Fact.IdOf(fact.Ticket, fact.V));
        if (byId.Count == 0)
        {
            return [];
        }

        var found = await tickets.Facts.Find(These(byId.Values), Documents.OneTrip).Project(new BsonDocument("_id", 1)).ToListAsync(cancel);
        return [.. found.Select(fact => byId[fact["_id"].AsString])];
    }
}
