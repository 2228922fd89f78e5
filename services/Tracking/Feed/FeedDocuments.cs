using Hotline.Chassis.Access;
using MongoDB.Bson;

namespace Hotline.Tracking.Feed;

/// <summary>How entries of the feed are stored.</summary>
public static class FeedDocuments
{
    /// <summary>Element of a numbered entry: when it leaves the feed.</summary>
    public const string ExpireAt = "expireAt";

    /// <summary>The document of a numbered entry; the store deletes it soon after it expires.</summary>
    public static BsonDocument Write(FeedEntry entry, DateTime expireAt)
    {
        var document = new BsonDocument("_id", FeedKey.Of(entry.Partition, entry.Number)) { { "ticket", entry.Ticket }, { "v", entry.V } };
        return document.AddRange(Write(entry.Details)).Add(ExpireAt, expireAt);
    }

    /// <summary>An entry that does not parse has its number all the same, concerns no reader and stops none.</summary>
    public static FeedEntry Read(BsonDocument document)
    {
        var (partition, number) = FeedKey.Parse(document["_id"].AsString);
        return ReadDetails(document) is { } details
            && document.GetValue("ticket", BsonNull.Value) is BsonString ticket
            && document.GetValue("v", BsonNull.Value) is BsonInt64 v
            ? new(partition, number, ticket.Value, v.Value, details)
            : new(partition, number, "", 0, FeedDetails.None);
    }

    /// <summary>Nothing when there are none.</summary>
    public static BsonDocument Write(FeedDetails? details) => details is null ? [] : new()
    {
        { "before", new BsonArray(details.Before) },
        { "after", new BsonArray(details.After) },
        { Scope.HiddenFrom, new BsonArray(details.HiddenFrom) },
        { "weight", details.Weight },
        { "recordedAt", details.RecordedAt },
    };

    /// <summary>Null when they are not there, or not of this shape.</summary>
    public static FeedDetails? ReadDetails(BsonDocument document) =>
        document.GetValue("before", BsonNull.Value) is BsonArray before
        && document.GetValue("after", BsonNull.Value) is BsonArray after
        && document.GetValue(Scope.HiddenFrom, BsonNull.Value) is BsonArray hiddenFrom
        && document.GetValue("weight", BsonNull.Value) is BsonInt32 weight
        && document.GetValue("recordedAt", BsonNull.Value) is BsonDateTime recordedAt
            ? new(Strings(before), Strings(after), weight.Value, recordedAt.ToUniversalTime()) { HiddenFrom = Strings(hiddenFrom) }
            : null;

    private static string[] Strings(BsonArray array) => [.. array.Select(v => v.AsString)];
}
