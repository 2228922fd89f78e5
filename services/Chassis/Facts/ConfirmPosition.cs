using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Up to which announced fact the consumers have been asked. Two replicas that both ask may move it back a little:
/// then something is asked twice, and nothing is left out.
/// </summary>
public sealed class ConfirmPosition(IMongoDatabase database)
{
    public static readonly BsonDocument Sort = new() { { Fact.MovedAt, 1 }, { "_id", 1 } };

    private static readonly BsonDocument Mine = new("_id", "confirm");

    private readonly IMongoCollection<BsonDocument> _sweeps = database.GetCollection<BsonDocument>("sweeps");

    /// <summary>The facts moved up to an instant that lie behind a position.</summary>
    public static BsonDocument Behind(DateTime movedAt, string factId, DateTime until) => new()
    {
        { Fact.MovedAt, new BsonDocument { { "$gte", movedAt }, { "$lte", until } } },
        { "$nor", new BsonArray { new BsonDocument { { Fact.MovedAt, movedAt }, { "_id", new BsonDocument("$lte", factId) } } } },
    };

    /// <summary>When the last fact asked about was moved, and its id. The beginning of time before the first.</summary>
    public async Task<(DateTime MovedAt, string FactId)> ReadAsync(CancellationToken cancel) =>
        await _sweeps.Find(Mine).FirstOrDefaultAsync(cancel) is { } found
            ? (found["movedAt"].ToUniversalTime(), found["factId"].AsString)
            : (DateTime.UnixEpoch, "");

    public Task MoveAsync(DateTime movedAt, string factId, CancellationToken cancel) => _sweeps.UpdateOneAsync(
        Mine,
        new BsonDocument("$set", new BsonDocument { { "movedAt", movedAt }, { "factId", factId } }),
        new UpdateOptions { IsUpsert = true },
        cancel);
}
