using Hotline.Chassis.Configuration;
using Hotline.Chassis.Store;
using Hotline.Events.V1;
using MongoDB.Bson;

namespace Hotline.Chassis.Facts;

/// <summary>The elements of a ticket's document that belong to the chassis, and how they are read and written.</summary>
public static class Envelope
{
    public const string Version = "v";
    public const string Tip = "tip";
    public const string Pending = "pending";

    /// <summary>Stands while a fact is pending: from when on any replica's outbox may claim the ticket.</summary>
    public const string Due = "due";

    /// <summary>Stands beside it: whether one of the pending facts is urgent.</summary>
    public const string Urgent = "urgent";

    /// <summary>By source, the last version applied.</summary>
    public const string Seen = "seen";

    /// <summary>By consumer, the last version with an event that it applies.</summary>
    public const string Sent = "sent";

    /// <summary>From when on the consumers are asked whether they applied what was sent; absent when nothing was.</summary>
    public const string AuditAt = "auditAt";

    /// <summary>Stands beside it: whether the last write with an event was urgent.</summary>
    public const string AuditUrgent = "auditUrgent";

    /// <summary>Urgent tickets first, then those that are due first.</summary>
    public static readonly BsonDocument DueOrder = new() { { Urgent, -1 }, { Due, 1 } };

    /// <summary>Tickets that are due by an instant.</summary>
    public static BsonDocument DueBy(DateTime now) => Waiting(new BsonElement("$lte", now));

    /// <summary>Tickets with pending facts, under further conditions on when they are due; the index on due serves it.</summary>
    public static BsonDocument Waiting(params IEnumerable<BsonElement> due) => new()
    {
        // The index begins with the lane: so both are named.
        { Urgent, new BsonDocument("$in", new BsonArray { true, false }) },
        { Due, new BsonDocument("$exists", true).AddRange(due) },
    };

    public static Aggregate<TState> Read<TState>(BsonDocument document)
        where TState : class => new(
            document["_id"].AsString,
            document[Version].ToInt64(),
            document[Tip].AsString,
            ReadPending(document),
            StateBson.Read<TState>(document))
        {
            Seen = VersionsIn(document, Seen),
            Sent = VersionsIn(document, Sent),
        };

    public static IReadOnlyList<Fact> ReadPending(BsonDocument document) =>
        document.TryGetValue(Pending, out var pending) ? [.. pending.AsBsonArray.Select(fact => Fact.FromBson(fact.AsBsonDocument))] : [];

    /// <summary>The elements that a write sets to new values: the state, and what the envelope says of versions.</summary>
    public static BsonDocument Write<TState>(Aggregate<TState> aggregate)
        where TState : class => StateBson.Write(aggregate.State).AddRange(new BsonDocument
        {
            { Version, aggregate.V },
            { Tip, aggregate.Tip },
            { Seen, new BsonDocument(aggregate.Seen.Select(source => new BsonElement(source.Key, source.Value))) },
            { Sent, new BsonDocument(aggregate.Sent.Select(consumer => new BsonElement(consumer.Key, consumer.Value))) },
        });

    /// <summary>The version of a service in <see cref="Seen"/> or <see cref="Sent"/>; 0 when none stands there.</summary>
    public static long VersionIn(BsonDocument document, string element, Source source) =>
        VersionsIn(document, element).GetValueOrDefault(source.Name());

    private static Dictionary<string, long> VersionsIn(BsonDocument document, string element) =>
        document.TryGetValue(element, out var all)
            ? all.AsBsonDocument.ToDictionary(version => version.Name, version => version.Value.ToInt64())
            : [];
}
