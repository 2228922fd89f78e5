using Hotline.Chassis.Store;
using Hotline.Events.V1;
using Hotline.Type.V1;
using Microsoft.Extensions.Hosting;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Audit;

/// <summary>A ticket's version that a consumer has not applied although it was asked about.</summary>
/// <param name="Ticket">Which ticket.</param>
/// <param name="Consumer">The service that should have applied it.</param>
/// <param name="Version">The version wanted of it.</param>
/// <param name="Attempts">How often it was published again.</param>
/// <param name="Since">When the consumer was first found without it.</param>
/// <param name="Due">When it is asked about next; null when it is parked and waits for a person.</param>
public sealed record Unconfirmed(string Ticket, Source Consumer, long Version, int Attempts, DateTime Since, DateTime? Due);

/// <summary>Keeps what consumers have not applied: few documents, one for each ticket and consumer.</summary>
public sealed class UnconfirmedStore(IMongoDatabase database) : IHostedService
{
    private static readonly IReadOnlyList<IndexSpec> Indexes =
    [
        new("due", new BsonDocument("due", 1)) { Partial = new BsonDocument("due", new BsonDocument("$exists", true)) },
    ];

    private readonly IMongoCollection<BsonDocument> _entries = database.GetCollection<BsonDocument>("unconfirmed");

    public Task StartAsync(CancellationToken cancellationToken) => IndexSpec.EnsureAsync(_entries, Indexes, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Those to be asked about now, the longest due first; parked ones are never due.</summary>
    /// <param name="now">The machine's time.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<Unconfirmed>> DueAsync(DateTime now, int limit, CancellationToken cancel)
    {
        var due = new BsonDocument("due", new BsonDocument { { "$lte", now }, { "$exists", true } });
        return (await _entries.Find(due).Sort(new BsonDocument("due", 1)).Limit(limit).ToListAsync(cancel)).ConvertAll(Read);
    }

    /// <summary>All of them, the parked ones first.</summary>
    public async Task<IReadOnlyList<Unconfirmed>> ListAsync(int limit, CancellationToken cancel)
    {
        var parkedFirst = new BsonDocument { { "due", 1 }, { "_id", 1 } };
        return (await _entries.Find(new BsonDocument()).Sort(parkedFirst).Limit(limit).ToListAsync(cancel)).ConvertAll(Read);
    }

    /// <summary>Counts the parked ones, or those that are not, up to a limit.</summary>
    public Task<long> CountAsync(bool isParked, int limit, CancellationToken cancel) =>
        _entries.CountDocumentsAsync(
            new BsonDocument("due", new BsonDocument("$exists", !isParked)), new CountOptions { Limit = limit }, cancel);

    /// <summary>
    /// Those that are not kept yet. A later write that brings a consumer nothing new has it asked about the same version again, and
    /// must not begin its pauses and its day anew.
    /// </summary>
    public async Task<IReadOnlyList<Unconfirmed>> WithoutKnownAsync(IReadOnlyList<Unconfirmed> entries, CancellationToken cancel)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var known = (await _entries.Find(Documents.ByIds(entries.Select(IdOf)), Documents.OneTrip).ToListAsync(cancel)).ConvertAll(Read)
            .Select(entry => (entry.Ticket, entry.Consumer, entry.Version)).ToHashSet();
        return [.. entries.Where(entry => !known.Contains((entry.Ticket, entry.Consumer, entry.Version)))];
    }

    /// <summary>Adds an entry, or replaces the one of this ticket and consumer.</summary>
    public Task PutAsync(Unconfirmed entry, CancellationToken cancel)
    {
        var document = new BsonDocument
        {
            { "ticket", entry.Ticket },
            { "consumer", WireName.Of(entry.Consumer) },
            { "version", entry.Version },
            { "attempts", entry.Attempts },
            { "since", entry.Since },
        };
        var update = new BsonDocument("$set", document);
        if (entry.Due is { } due)
        {
            document.Add("due", due);
        }
        else
        {
            update.Add("$unset", new BsonDocument("due", ""));
        }

        return _entries.UpdateOneAsync(new BsonDocument("_id", IdOf(entry)), update, new UpdateOptions { IsUpsert = true }, cancel);
    }

    /// <summary>Forgets it: the consumer has applied the version.</summary>
    public Task RemoveAsync(Unconfirmed entry, CancellationToken cancel) =>
        _entries.DeleteOneAsync(new BsonDocument("_id", IdOf(entry)), cancel);

    private static string IdOf(Unconfirmed entry) => $"{entry.Ticket}|{entry.Consumer}";

    private static Unconfirmed Read(BsonDocument document) => new(
        document["ticket"].AsString,
        WireName.Parse<Source>(document["consumer"].AsString),
        document["version"].ToInt64(),
        document["attempts"].ToInt32(),
        document["since"].ToUniversalTime(),
        document.TryGetValue("due", out var due) ? due.ToUniversalTime() : null);
}
