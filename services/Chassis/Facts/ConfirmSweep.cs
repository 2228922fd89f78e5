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
/// Nothing announced is forgotten: two minutes after its last announcement each ticket's consumers are asked
/// whether they took it in; what they did not is announced once more, counted, and asked about again.
/// </summary>
public sealed partial class ConfirmSweep<TState>(
    FactStore<TState> store,
    Republisher<TState> republisher,
    ISeenByPeer peers,
    ServiceIdentity service,
    TimeProvider system,
    ILogger<ConfirmSweep<TState>> logger) : BackgroundService
    where TState : class
{
    private const int Page = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var found = 0;
            try
            {
                found = await SweepAsync(stoppingToken);
            }
            catch (RpcException error)
            {
                PeerAway(error.StatusCode);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                SweepFailed(error.GetType().Name);
            }

            if (found < Page)
            {
                await Task.Delay(Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One pass; the number of tickets asked about.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = system.GetUtcNow().UtcDateTime;
        var due = await store.Collection
            .Find(new BsonDocument(Envelope.ConfirmDue, new BsonDocument { { "$lte", now }, { "$exists", true } }))
            .Sort(new BsonDocument(Envelope.ConfirmDue, 1)).Limit(Page)
            .Project(new BsonDocument { { Envelope.Version, 1 }, { Envelope.ConfirmDue, 1 } })
            .ToListAsync(cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        var ids = due.ConvertAll(document => document["_id"].AsString);
        var answers = new List<IReadOnlyDictionary<string, long>>();
        foreach (var peer in EventCatalogue.ConfirmedBy(service.Source))
        {
            answers.Add(await peers.AskAsync(peer, ids, cancel));
        }

        var updates = new List<WriteModel<BsonDocument>>();
        foreach (var document in due)
        {
            var (id, version) = (document["_id"].AsString, document[Envelope.Version].ToInt64());
            var least = answers.Min(answer => answer.GetValueOrDefault(id));
            var seen = least >= version || await NothingAnnouncedSinceAsync(id, least, version, cancel);
            if (!seen)
            {
                Tracing.Reannounced.Add(1);
                Unconfirmed(id, version);
                await republisher.RepublishAsync(id, cancel);
            }

            updates.Add(new UpdateOneModel<BsonDocument>(
                new BsonDocument { { "_id", id }, { Envelope.ConfirmDue, document[Envelope.ConfirmDue] } },
                seen ? new BsonDocument("$unset", new BsonDocument(Envelope.ConfirmDue, "")) : new BsonDocument("$set", new BsonDocument(Envelope.ConfirmDue, now + Relay<TState>.ConfirmAfter))));
        }

        await store.Collection.BulkWriteAsync(updates, new BulkWriteOptions { IsOrdered = false }, cancel);
        return due.Count;
    }

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
