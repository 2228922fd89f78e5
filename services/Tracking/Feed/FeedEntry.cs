using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using MongoDB.Bson;

namespace Hotline.Tracking.Feed;

/// <summary>One numbered change of the feed, with who saw the ticket before it and who sees it after.</summary>
public sealed class FeedEntry
{
    private readonly Lazy<TicketChange> _change;

    private FeedEntry(BsonDocument document)
    {
        (Partition, Number) = FeedKey.Parse(document["_id"].AsString);
        Before = Strings(document["before"]);
        After = Strings(document["after"]);
        _change = new(() => Parse(document, ProtoJson.Parse<TicketChanged>(document["json"].AsString)));
    }

    public int Partition { get; }

    public long Number { get; }

    public IReadOnlyList<string> Before { get; }

    public IReadOnlyList<string> After { get; }

    public static FeedEntry Read(BsonDocument document) => new(document);

    /// <summary>What is stored: the fact's event under its number, until it expires.</summary>
    public static BsonDocument Write(int partition, long number, Fact fact, DateTime expireAt)
    {
        // Of the whole event only these two are needed here.
        using var changed = JsonDocument.Parse(fact.Events[0].Json);
        return new()
        {
            { "_id", FeedKey.Of(partition, number) },
            { "ticket", fact.Ticket },
            { "v", fact.V },
            { "type", fact.Type },
            { "occurredAt", fact.OccurredAt },
            { "before", Units(changed, "scopeBefore") },
            { "after", Units(changed, "scope") },
            { "json", fact.Events[0].Json },
            { "expireAt", expireAt },
        };
    }

    /// <summary>The change as this reader may see it, null when it does not concern him.</summary>
    public TicketChange? For(FeedReader reader) => reader.KindOf(Before, After) switch
    {
        TicketChange.Types.Kind.Changed => _change.Value,
        TicketChange.Types.Kind.LeftScope => new()
        {
            Kind = TicketChange.Types.Kind.LeftScope,
            TicketId = _change.Value.TicketId,
            Version = _change.Value.Version,
            OccurredAt = _change.Value.OccurredAt,
        },
        _ => null,
    };

    private static BsonArray Units(JsonDocument changed, string field) =>
        changed.RootElement.TryGetProperty(field, out var units) ? [.. units.EnumerateArray().Select(unit => (BsonValue)unit.GetString())] : [];

    private static string[] Strings(BsonValue array) => [.. array.AsBsonArray.Select(v => v.AsString)];

    private static TicketChange Parse(BsonDocument document, TicketChanged changed) => new()
    {
        Kind = TicketChange.Types.Kind.Changed,
        TicketId = document["ticket"].AsString,
        Version = document["v"].ToInt64(),
        Change = document["type"].AsString,
        OccurredAt = Timestamp.FromDateTime(document["occurredAt"].ToUniversalTime()),
        Ticket = changed.Ticket,
    };
}
