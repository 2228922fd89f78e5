using System.Globalization;
using Google.Protobuf;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
using Hotline.Events.V1;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.Chassis.Facts;

/// <summary>Who did it, as kept in the store.</summary>
public sealed record FactActor(string Subject, Role Role, string UnitId)
{
    public static FactActor Of(Actor actor) => new(actor.Subject, actor.Role, actor.UnitId);

    public Actor ToProto() => new() { Subject = Subject, Role = Role, UnitId = UnitId };
}

/// <summary>
/// Something that happened to a ticket, recorded once and never changed. It waits in the aggregate's pending list
/// until the outbox has archived it in the collection of facts and published its events.
/// </summary>
public sealed record Fact
{
    public static readonly BsonDocument Order = new("_id", 1);

    /// <summary>ticket|v: unique by construction, and in the order of versions.</summary>
    public required string Id { get; init; }

    public required string Ticket { get; init; }

    public required long V { get; init; }

    public required string Type { get; init; }

    /// <summary>Unique within the ticket: who asked and under which request id, or which event or clock.</summary>
    public required string RequestKey { get; init; }

    public string? BodyHash { get; init; }

    public required string PrevHash { get; init; }

    public required string Hash { get; init; }

    public required FactActor Actor { get; init; }

    public required DateTime OccurredAt { get; init; }

    public required DateTime RecordedAt { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>What the timeline shows; masked.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }

    /// <summary>The first carries the snapshot, and answers a repeat of the request.</summary>
    public required IReadOnlyList<OutboxEvent> Events { get; init; }

    /// <summary>Published and applied before all that is not.</summary>
    public bool IsUrgent { get; init; }

    public static string IdOf(string ticket, long v) => string.Create(CultureInfo.InvariantCulture, $"{ticket}|{v:D7}");

    /// <summary>A ticket's facts after a version; sorted by id they come in order.</summary>
    public static BsonDocument Behind(string ticket, long v) =>
        new() { { "ticket", ticket }, { "_id", new BsonDocument { { "$gt", IdOf(ticket, v) }, { "$lt", ticket + "}" } } } };

    /// <summary>Whether it holds an event that a service applies.</summary>
    public bool IsFor(Source consumer) => Events.Any(each => EventCatalogue.IsAppliedBy(each.Type, consumer));

    public T EventAs<T>(int index = 0)
        where T : IMessage<T>, new() => ProtoJson.Parse<T>(Events[index].Json);

    /// <summary>What is stored of a fact, in the ticket's pending list and in the archive alike.</summary>
    public static void MapStored()
    {
        Stored.MapById<Fact>(
            nameof(Id),
            nameof(Ticket), nameof(V), nameof(Type), nameof(RequestKey), nameof(BodyHash), nameof(PrevHash), nameof(Hash), nameof(Actor),
            nameof(OccurredAt), nameof(RecordedAt), nameof(TraceParent), nameof(Details), nameof(Events), nameof(IsUrgent));
        Stored.Map<FactActor>(nameof(FactActor.Subject), nameof(FactActor.Role), nameof(FactActor.UnitId));
        Stored.Map<OutboxEvent>(nameof(OutboxEvent.MessageId), nameof(OutboxEvent.Type), nameof(OutboxEvent.Json));
    }

    public BsonDocument ToBson() => this.ToBsonDocument();

    public static Fact FromBson(BsonDocument document) => BsonSerializer.Deserialize<Fact>(document);
}
