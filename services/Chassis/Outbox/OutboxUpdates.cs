using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>The updates with which the outbox writes to tickets. It never touches their version, so it stales no etag.</summary>
public static class OutboxUpdates
{
    /// <summary>Tickets that still have something pending.</summary>
    public static BsonDocument StillDue(IEnumerable<string> ids) =>
        Documents.ByIds(ids).Add(Envelope.Due, new BsonDocument("$exists", true));

    public static BsonDocument SetDue(DateTime due) => new("$set", new BsonDocument(Envelope.Due, due));

    /// <summary>
    /// Removes exactly these facts, by id; when none is left pending the ticket is no longer due. It
    /// needs no fence: a newer write keeps its own facts.
    /// </summary>
    public static PipelineDefinition<BsonDocument, BsonDocument> Remove(IEnumerable<string> factIds)
    {
        var isLeft = new BsonDocument("$not", new BsonDocument("$in", new BsonArray { "$$fact._id", new BsonArray(factIds) }));
        var left = new BsonDocument("$filter", new BsonDocument
        {
            { "input", "$" + Envelope.Pending },
            { "as", "fact" },
            { "cond", isLeft },
        });
        return new BsonDocument[]
        {
            new("$set", new BsonDocument(Envelope.Pending, left)),
            new("$set", new BsonDocument
            {
                { Envelope.Due, UnlessEmpty(Envelope.Due) },
                { Envelope.Urgent, UnlessEmpty(Envelope.Urgent) },
            }),
        };
    }

    private static BsonDocument UnlessEmpty(string field) => new("$cond", new BsonArray
    {
        new BsonDocument("$eq", new BsonArray { "$" + Envelope.Pending, new BsonArray() }), "$$REMOVE", "$" + field,
    });
}
