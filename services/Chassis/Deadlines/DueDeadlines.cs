using Hotline.Chassis.Store;
using MongoDB.Bson;

namespace Hotline.Chassis.Deadlines;

/// <summary>
/// The aggregates of which a deadline has passed: the query and the partial index that serves it. The query repeats the index's own
/// condition, without which the store would not use it.
/// </summary>
public static class DueDeadlines
{
    /// <summary>The state's element that holds its earliest unfired deadline; later while the aggregate is put off.</summary>
    public const string NextDue = "nextDue";

    private static readonly BsonDocument Exists = new("$exists", true);

    /// <summary>Holds the aggregates that have a running deadline, and no others.</summary>
    public static IndexSpec Index { get; } = new("next_due", new(NextDue, 1)) { Partial = new(NextDue, Exists) };

    /// <summary>The earliest first.</summary>
    public static BsonDocument Sort => Index.Keys;

    /// <summary>Exactly at the deadline is in time: due is what lies before now.</summary>
    public static BsonDocument Before(DateTime now) => new(NextDue, new BsonDocument(Exists.Elements).Add("$lt", now));
}
