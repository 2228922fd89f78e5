using Hotline.Chassis.Facts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>How the outbox writes to tickets: never to their version, so it stales no etag.</summary>
public static class OutboxUpdates
{
    /// <summary>Removes exactly these facts; a ticket with none left is no longer due. No fence: a newer write keeps its own.</summary>
    public static PipelineDefinition<BsonDocument, BsonDocument> Remove(IEnumerable<string> factIds)
    {
        var isLeft = new BsonDocument("$not", new BsonDocument("$in", new BsonArray { "$$fact._id", new BsonArray(factIds) }));
        var left = new BsonDocument { { "input", "$" + Envelope.Pending }, { "as", "fact" }, { "cond", isLeft } };
        return new BsonDocument[]
        {
            new("$set", new BsonDocument(Envelope.Pending, new BsonDocument("$filter", left))),
            new("$set", new BsonDocument { UnlessEmpty(Envelope.Due), UnlessEmpty(Envelope.Urgent) }),
        };
    }

    private static BsonElement UnlessEmpty(string field) => new(field, new BsonDocument("$cond", new BsonArray
    {
        new BsonDocument("$eq", new BsonArray { "$" + Envelope.Pending, new BsonArray() }), "$$REMOVE", "$" + field,
    }));
}
