using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Whether a request has written before: every command asks for its key among the archived facts of its ticket, and commands of the same
/// moment ask together (docs/adr/0012).
/// </summary>
internal sealed class RequestLookup
{
    private readonly IMongoCollection<BsonDocument> _facts;
    private readonly RequestBatcher<(string Ticket, string Key), BsonDocument?> _requests;

    public RequestLookup(IMongoCollection<BsonDocument> facts, BatchOptions options, TimeProvider system)
    {
        _facts = facts;
        _requests = new(FindAsync, options, system);
    }

    /// <summary>The fact that stands under the key; null when none is archived.</summary>
    public async Task<Fact?> FindAsync(string ticket, string key, CancellationToken cancel) =>
        await _requests.SendAsync((ticket, key), cancel) is { } found ? Fact.FromBson(found) : null;

    private async Task FindAsync(IReadOnlyList<BatchItem<(string Ticket, string Key), BsonDocument?>> batch, CancellationToken limit)
    {
        var asked = new BsonDocument
        {
            { "ticket", Documents.OneOf(batch.Select(item => item.Request.Ticket).Distinct(StringComparer.Ordinal)) },
            { "requestKey", Documents.OneOf(batch.Select(item => item.Request.Key).Distinct(StringComparer.Ordinal)) },
        };
        var found = (await _facts.Find(asked, Documents.OneTrip).ToListAsync(limit))
            .ToDictionary(fact => (fact["ticket"].AsString, fact["requestKey"].AsString));
        foreach (var item in batch)
        {
            item.Complete(found.GetValueOrDefault(item.Request));
        }
    }
}
