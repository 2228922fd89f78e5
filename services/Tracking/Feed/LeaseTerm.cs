using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>How long something is held, by the store's clock: a replica whose own clock is wrong keeps nothing from others.</summary>
internal static class LeaseTerm
{
    // Two servers of the store may differ by so much when one takes over from the other.
    private const int SkewMilliseconds = 1_000;

    /// <summary>
    /// What has run out. A term that ends later than its own length from now is not believed: its owner's clock, or the store's, was wrong.
    /// </summary>
    public static readonly BsonDocument IsOver = new("$expr", new BsonDocument("$or", new BsonArray
    {
        new BsonDocument("$lt", new BsonArray { "$until", "$$NOW" }),
        new BsonDocument("$gt", new BsonArray
        {
            "$until", Later(new BsonDocument("$ifNull", new BsonArray { "$length", 0 }), SkewMilliseconds),
        }),
    }));

    /// <summary>Elements that begin a term now.</summary>
    public static BsonDocument Of(TimeSpan length) => new()
    {
        { "length", length.TotalMilliseconds }, { "until", Later(length.TotalMilliseconds) },
    };

    /// <summary>An update in whose values $$NOW is the store's time.</summary>
    public static BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument> Set(BsonDocument fields) =>
        new([new BsonDocument("$set", fields)]);

    private static BsonDocument Later(params BsonValue[] milliseconds) => new("$add", new BsonArray { "$$NOW" }.AddRange(milliseconds));
}
