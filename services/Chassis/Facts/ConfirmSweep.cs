using System.Collections.ObjectModel;
using Grpc.Core;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
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

    private static readonly BsonDocument Asked = new() { { "ticket", 1 }, { "v", 1 }, { Fact.MovedAt, 1 }, { "events.type", 1 } };

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
            .Project(Asked).ToListAsync(cancel);
        foreach (var missing in (await MissingAsync(moved, cancel)).GroupBy(fact => fact.Ticket))
        {
            await AnnounceAgainAsync(missing, cancel);
            await store.Collection.UpdateOneAsync(new BsonDocument("_id", missing.Key), Mark(), cancellationToken: cancel);
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
            .Project(new BsonDocument(Envelope.ConfirmDue, 1))
            .ToListAsync(cancel);
        var announced = due.Count == 0 ? [] : await store.Facts.Find(OfTickets(due.Select(document => document["_id"].AsString))).Project(Asked).ToListAsync(cancel);
        var missing = (await MissingAsync(announced, cancel)).ToLookup(fact => fact.Ticket);
        foreach (var document in due)
        {
            var id = document["_id"].AsString;
            await AnnounceAgainAsync(missing[id], cancel);

            // Guarded by what was read: a mark set anew meanwhile stays.
            await store.Collection.UpdateOneAsync(
                new BsonDocument { { "_id", id }, { Envelope.ConfirmDue, document[Envelope.ConfirmDue] } },
                !missing.Contains(id) ? new BsonDocument("$unset", new BsonDocument(Envelope.ConfirmDue, "")) : Mark(),
                cancellationToken: cancel);
        }

        return due.Count == Page;
    }

    /// <summary>
    /// What a consumer should have taken in of these facts and has not: of each ticket the last one with an event that
    /// the consumer takes. What brings it nothing it is not asked about.
    /// </summary>
    private async Task<HashSet<(string Ticket, long Version)>> MissingAsync(List<BsonDocument> facts, CancellationToken cancel)
    {
        var missing = new HashSet<(string Ticket, long Version)>();
        foreach (var consumer in EventCatalogue.ConsumersOf(service.Source))
        {
            var wanted = facts.Where(fact => fact["events"].AsBsonArray.Any(sent => EventCatalogue.IsAppliedBy(sent["type"].AsString, consumer)))
                .GroupBy(fact => fact["ticket"].AsString, fact => fact["v"].ToInt64())
                .ToDictionary(versions => versions.Key, versions => versions.Max());
            var seen = wanted.Count == 0 ? ReadOnlyDictionary<string, long>.Empty : await peers.AskAsync(consumer, [.. wanted.Keys], cancel);
            missing.UnionWith(wanted.Where(want => seen.GetValueOrDefault(want.Key) < want.Value).Select(want => (want.Key, want.Value)));
        }

        return missing;
    }

    private async Task AnnounceAgainAsync(IEnumerable<(string Ticket, long Version)> facts, CancellationToken cancel)
    {
        foreach (var (ticket, version) in facts)
        {
            Tracing.Reannounced.Add(1);
            Unconfirmed(ticket, version);
            await republisher.RepublishAsync(ticket, version, cancel);
        }
    }

    private BsonDocument Mark() => new("$set", new BsonDocument(Envelope.ConfirmDue, system.GetUtcNow().UtcDateTime + After));

    private static BsonDocument OfTickets(IEnumerable<string> ids) => new("ticket", Documents.OneOf(ids));

    [LoggerMessage(220, LogLevel.Warning, "Version {Version} of {Ticket} was announced and not taken in; announcing it again")]
    private partial void Unconfirmed(string ticket, long version);

    [LoggerMessage(221, LogLevel.Information, "A peer cannot be asked now: {Status}")]
    private partial void PeerAway(StatusCode status);

    [LoggerMessage(222, LogLevel.Warning, "Confirm sweep failed: {Kind}")]
    private partial void SweepFailed(string kind);
}
