using Hotline.Chassis.Facts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Audit;

/// <summary>
/// One lane of the audit: the tickets in the order in which they are to be asked about, and how far that has come. Two replicas that
/// both ask may move the position back a little: then something is asked about twice, and nothing is left out.
/// </summary>
/// <param name="database">Keeps the position.</param>
/// <param name="isUrgent">Whether it is the lane of tickets whose last write was urgent.</param>
public sealed class AuditLane(IMongoDatabase database, bool isUrgent)
{
    /// <summary>The order in which the tickets of a lane are asked about: by time, then by id.</summary>
    public static readonly BsonDocument Order = new() { { Envelope.AuditAt, 1 }, { "_id", 1 } };

    private readonly IMongoCollection<BsonDocument> _positions = database.GetCollection<BsonDocument>("audit_positions");
    private readonly BsonDocument _id = new("_id", isUrgent ? "urgent" : "ordinary");

    /// <summary>Whether it is the lane of tickets whose last write was urgent.</summary>
    public bool IsUrgent => isUrgent;

    /// <summary>The tickets of a lane to be asked about up to an instant that lie behind a position.</summary>
    public static BsonDocument Behind(bool isUrgent, (DateTime At, string Ticket) position, DateTime until) => new()
    {
        { Envelope.AuditUrgent, isUrgent },
        { Envelope.AuditAt, new BsonDocument { { "$gte", position.At }, { "$lte", until } } },
        {
            "$nor",
            new BsonArray { new BsonDocument { { Envelope.AuditAt, position.At }, { "_id", new BsonDocument("$lte", position.Ticket) } } }
        },
    };

    /// <summary>The position behind which the next ticket is asked about.</summary>
    public static (DateTime At, string Ticket) PositionOf(BsonDocument ticket) =>
        (ticket[Envelope.AuditAt].ToUniversalTime(), ticket["_id"].AsString);

    /// <summary>Up to where the consumers have been asked; the beginning of time before the first.</summary>
    public async Task<(DateTime At, string Ticket)> ReadAsync(CancellationToken cancel) =>
        await _positions.Find(_id).FirstOrDefaultAsync(cancel) is { } found
            ? (found["at"].ToUniversalTime(), found["ticket"].AsString)
            : (DateTime.UnixEpoch, "");

    /// <summary>Stores how far the audit has come.</summary>
    public Task MoveAsync((DateTime At, string Ticket) position, CancellationToken cancel) => _positions.UpdateOneAsync(
        _id,
        new BsonDocument("$set", new BsonDocument { { "at", position.At }, { "ticket", position.Ticket } }),
        new UpdateOptions { IsUpsert = true },
        cancel);
}
