using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Messaging;
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
    /// <summary>Element of an archived fact: from when on the consumers are asked whether they applied it.</summary>
    public const string AuditAt = "auditAt";

    /// <summary>The same of an urgent fact: it is asked about in a lane of its own.</summary>
    public const string UrgentAuditAt = "urgentAuditAt";

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

    /// <summary>How long after it was archived its consumers are asked about it; two minutes when null.</summary>
    public TimeSpan? AuditAfter { get; init; }

    public static string IdOf(string ticket, long v) => string.Create(CultureInfo.InvariantCulture, $"{ticket}|{v:D7}");

    /// <summary>A ticket's facts after a version; sorted by id they come in order.</summary>
    public static BsonDocument Behind(string ticket, long v) =>
        new("_id", new BsonDocument { { "$gt", IdOf(ticket, v) }, { "$lt", ticket + "}" } });

    public T EventAs<T>(int index = 0)
        where T : IMessage<T>, new() => ProtoJson.Parse<T>(Events[index].Json);

    public BsonDocument ToBson() => this.ToBsonDocument();

    public static Fact FromBson(BsonDocument document) => BsonSerializer.Deserialize<Fact>(document);

    public Timestamp OccurredAtProto => Timestamp.FromDateTime(OccurredAt);
}
