using Grpc.Core;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Telemetry;
using Hotline.Events.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>Asks a peer service which versions it has taken in.</summary>
public interface ISeenByPeer
{
    Task<IReadOnlyDictionary<string, long>> AskAsync(Source peer, IReadOnlyList<string> tickets, CancellationToken cancel);
}

/// <summary>
/// Nothing announced is forgotten: two minutes after a fact was moved its consumers are asked whether they took it
/// in. What they did not is announced once more, marked, counted, and asked about again until they have.
/// </summary>
public sealed partial class ConfirmSweep<TState>(
    FactStore<TState> store,
    ConfirmPosition position,
    Republisher<TState> republisher,
    ISeenByPeer peers,
    ServiceIdentity service,
    TimeProvider system,
    ILogger<ConfirmSweep<TState>> logger) : BackgroundService
    where TState : class
{
    private const int Page = 500;

    // How long after its announcement the effect of a fact is looked for.
    private static readonly TimeSpan After = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await SweepAsync(stoppingToken);
            }
            catch (RpcException error)
            {
                PeerAway(error.StatusCode);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                SweepFailed(error.GetType().Name);
            }

            if (!more)
            {
                await Task.Delay(Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One pass; whether more waits to be asked about.</summary>
    public async Task<bool> SweepAsync(CancellationToken cancel)
    {
        var now = system.GetUtcNow().UtcDateTime;
        return await AskAboutMovedAsync(now - After, cancel) | await AskAboutMarkedAsync(now, cancel);
    }

    private async Task<bool> AskAboutMovedAsync(DateTime until, CancellationToken cancel)
    {
        var (from, factId) = await position.ReadAsync(cancel);
        var moved = await store.Facts.Find(ConfirmPosition.Behind(from, factId, until)).Sort(ConfirmPosition.Sort).Limit(Page)
            .Project(new BsonDocument { { "ticket", 1 }, { "v", 1 }, { Fact.MovedAt, 1 }, { "events.type", 1 } }).ToListAsync(cancel);
        // Facts without events reach nobody.
        var wanted = moved.Where(fact => fact["events"].AsBsonArray.Count > 0).GroupBy(fact => fact["ticket"].AsString)
            .ToDictionary(facts => facts.Key, facts => facts.Max(fact => fact["v"].ToInt64()));
        var seen = await SeenByAllAsync([.. wanted.Keys], cancel);
        foreach (var (id, version) in wanted.Where(want => seen[want.Key] < want.Value))
        {
            await AnnounceAgainAsync(id, version, cancel);
            await store.Collection.UpdateOneAsync(new BsonDocument("_id", id), Mark(), cancellationToken: cancel);
        }

        var more = moved.Count == Page;
        var (lastMovedAt, lastId) = more ? (moved[^1][Fact.MovedAt].ToUniversalTime(), moved[^1]["_id"].AsString) : (until, "");
        await position.MoveAsync(lastMovedAt, lastId, cancel);
        return more;
    }

    private async Task<bool> AskAboutMarkedAsync(DateTime now, CancellationToken cancel)
    {
        var due = await store.Collection
            .Find(new BsonDocument(Envelope.ConfirmDue, new BsonDocument { { "$lte", now }, { "$exists", true } }))
            .Sort(new BsonDocument(Envelope.ConfirmDue, 1)).Limit(Page)
            .Project(new BsonDocument { { Envelope.Version, 1 }, { Envelope.ConfirmDue, 1 } })
            .ToListAsync(cancel);
        var seen = await SeenByAllAsync(due.ConvertAll(document => document["_id"].AsString), cancel);
        foreach (var document in due)
        {
            var (id, version) = (document["_id"].AsString, document[Envelope.Version].ToInt64());
            var taken = seen[id] >= version || await NothingAnnouncedSinceAsync(id, seen[id], version, cancel);
            if (!taken)
            {
                await AnnounceAgainAsync(id, version, cancel);
            }

            // Guarded by what was read: a mark set anew meanwhile stays.
            await store.Collection.UpdateOneAsync(
                new BsonDocument { { "_id", id }, { Envelope.ConfirmDue, document[Envelope.ConfirmDue] } },
                taken ? new BsonDocument("$unset", new BsonDocument(Envelope.ConfirmDue, "")) : Mark(),
                cancellationToken: cancel);
        }

        return due.Count == Page;
    }

    /// <summary>For each ticket the version that every consumer has taken in; 0 when one has never heard of it.</summary>
    private async Task<Dictionary<string, long>> SeenByAllAsync(List<string> ids, CancellationToken cancel)
    {
        var seen = ids.ToDictionary(id => id, _ => long.MaxValue);
        foreach (var peer in ids.Count == 0 ? [] : EventCatalogue.ConfirmedBy(service.Source))
        {
            var answer = await peers.AskAsync(peer, ids, cancel);
            ids.ForEach(id => seen[id] = Math.Min(seen[id], answer.GetValueOrDefault(id)));
        }

        return seen;
    }

    private async Task AnnounceAgainAsync(string id, long version, CancellationToken cancel)
    {
        Tracing.Reannounced.Add(1);
        Unconfirmed(id, version);
        await republisher.RepublishAsync(id, cancel);
    }

    private BsonDocument Mark() => new("$set", new BsonDocument(Envelope.ConfirmDue, system.GetUtcNow().UtcDateTime + After));

    /// <summary>Facts without events reach nobody: a consumer that saw all before them has seen all.</summary>
    private async Task<bool> NothingAnnouncedSinceAsync(string id, long seen, long version, CancellationToken cancel) =>
        (await store.FactsAsync(id, seen, (int)Math.Min(Page, version - seen), cancel)).All(fact => fact.Events.Count == 0);

    [LoggerMessage(220, LogLevel.Warning, "Version {Version} of {Ticket} was announced and not taken in; announcing it again")]
    private partial void Unconfirmed(string ticket, long version);

    [LoggerMessage(221, LogLevel.Information, "A peer cannot be asked now: {Status}")]
    private partial void PeerAway(StatusCode status);

    [LoggerMessage(222, LogLevel.Warning, "Confirm sweep failed: {Kind}")]
    private partial void SweepFailed(string kind);
}
