using Hotline.Chassis.Facts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Audit;

/// <summary>
/// One lane of the audit: the archived facts in the order in which they are to be asked about, and how far that has come. Two replicas that
/// both ask may move the position back a little: then something is asked about twice, and nothing is left out.
/// </summary>
/// <param name="database">Keeps the position.</param>
/// <param name="element">The element of the archived fact that orders this lane.</param>
public sealed class AuditLane(IMongoDatabase database, string element)
{
    private readonly IMongoCollection<BsonDocument> _positions = database.GetCollection<BsonDocument>("audit_positions");

    /// <summary>Whether it is the lane of urgent facts.</summary>
    public bool IsUrgent { get; } = element == Fact.UrgentAuditAt;

    /// <summary>The element of the archived fact that orders this lane.</summary>
    public string Element => element;

    /// <summary>The order in which the facts are asked about: by time, then by id.</summary>
    public static BsonDocument SortBy(string element) => new() { { element, 1 }, { "_id", 1 } };

    /// <summary>The facts due up to an instant that lie behind a position.</summary>
    public static BsonDocument Behind(string element, (DateTime At, string FactId) position, DateTime until) => new()
    {
        { element, new BsonDocument { { "$gte", position.At }, { "$lte", until } } },
        { "$nor", new BsonArray { new BsonDocument { { element, position.At }, { "_id", new BsonDocument("$lte", position.FactId) } } } },
    };

    /// <summary>The position behind which the next fact is asked about.</summary>
    public (DateTime At, string FactId) PositionOf(BsonDocument fact) => (fact[element].ToUniversalTime(), fact["_id"].AsString);

    /// <summary>Up to where the consumers have been asked; the beginning of time before the first.</summary>
    public async Task<(DateTime At, string FactId)> ReadAsync(CancellationToken cancel) =>
        await _positions.Find(new BsonDocument("_id", element)).FirstOrDefaultAsync(cancel) is { } found
            ? (found["at"].ToUniversalTime(), found["factId"].AsString)
            : (DateTime.UnixEpoch, "");

    /// <summary>Stores how far the audit has come.</summary>
    public Task MoveAsync((DateTime At, string FactId) position, CancellationToken cancel) => _positions.UpdateOneAsync(
        new BsonDocument("_id", element),
        new BsonDocument("$set", new BsonDocument { { "at", position.At }, { "factId", position.FactId } }),
        new UpdateOptions { IsUpsert = true },
        cancel);
}
