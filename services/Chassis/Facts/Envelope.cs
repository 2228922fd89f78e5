using Hotline.Chassis.Commands;
using Hotline.Chassis.Store;
using MongoDB.Bson;

namespace Hotline.Chassis.Facts;

/// <summary>The elements of a ticket's document that belong to the chassis, and how they are read and written.</summary>
public static class Envelope
{
    public const string Version = "v";
    public const string Tip = "tip";
    public const string Pending = "pending";
    public const string Due = "due";

    /// <summary>Stands while an urgent fact is pending.</summary>
    public const string Urgent = "urgent";
    public const string Seen = "seen";

    /// <summary>Tickets whose claim has run out at an instant; the partial index on due serves it.</summary>
    public static BsonDocument DueBy(DateTime now) => new(Due, new BsonDocument { { "$lte", now }, { "$exists", true } });

    public static Aggregate<TState> Read<TState>(BsonDocument document)
        where TState : class => new(
            document["_id"].AsString,
            document[Version].ToInt64(),
            document[Tip].AsString,
            ReadPending(document),
            StateBson.Read<TState>(document))
        {
            Seen = document.TryGetValue(Seen, out var seen)
                ? seen.AsBsonDocument.ToDictionary(source => source.Name, source => source.Value.ToInt64())
                : [],
        };

    public static IReadOnlyList<Fact> ReadPending(BsonDocument document) =>
        document.TryGetValue(Pending, out var pending) ? [.. pending.AsBsonArray.Select(fact => Fact.FromBson(fact.AsBsonDocument))] : [];

    /// <summary>The element that holds the applied version of a source.</summary>
    public static string FieldOf(SeenVersion seen) => Seen + "." + seen.Name;

    public static long SeenOf(BsonDocument document, SeenVersion seen) =>
        document.TryGetValue(Seen, out var all) && all.AsBsonDocument.TryGetValue(seen.Name, out var version) ? version.ToInt64() : 0;
}
