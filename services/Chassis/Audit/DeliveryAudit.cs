using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Store;
using Hotline.Chassis.Telemetry;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Audit;

/// <summary>
/// Nothing published is forgotten: some time after a ticket was written its consumers are asked whether they applied what it sent them.
/// What they did not is published again with growing pauses, and parked for a person after a day. It rests while the broker is away,
/// while this service publishes a backlog and while the consumer works one off: what is merely late is not published twice.
/// </summary>
public sealed partial class DeliveryAudit<TState>(
    FactStore<TState> store,
    IMongoDatabase database,
    UnconfirmedStore unconfirmed,
    Republisher<TState> republisher,
    IEventPublisher publisher,
    IQueueDepth queues,
    ISeenByPeer peers,
    ConsumerGaps gaps,
    ServiceIdentity service,
    TimeProvider system,
    ILogger<DeliveryAudit<TState>> logger) : PollingWorker(Interval, system, logger)
    where TState : class
{
    private const int Page = 500;

    // With more messages than this before it a consumer is late, not deaf.
    private const long Backlog = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan ParkAfter = TimeSpan.FromDays(1);

    private readonly ILogger _logger = logger;
    private readonly AuditLane[] _lanes = [new(database, isUrgent: true), new(database, isUrgent: false)];

    /// <summary>Asks about both lanes, the urgent first, and about what was found missing before; whether more waits.</summary>
    protected override Task<bool> PassAsync(CancellationToken cancel) => AuditAsync(cancel);

    /// <summary>One pass: asks about both lanes, the urgent first, and about what was found missing before.</summary>
    /// <returns>True when more waits.</returns>
    public async Task<bool> AuditAsync(CancellationToken cancel)
    {
        var more = false;
        foreach (var lane in _lanes)
        {
            if (await MayAskAsync(lane, cancel))
            {
                more |= await AskAboutSentAsync(lane, cancel);
                // What was found missing travels in either lane: asked about only when neither is behind.
                more |= !lane.IsUrgent && await AskAboutUnconfirmedAsync(cancel);
            }
        }

        return more;
    }

    private async Task<bool> MayAskAsync(AuditLane lane, CancellationToken cancel)
    {
        if (!publisher.IsReady)
        {
            return false;
        }

        var due = Envelope.DueBy(SystemTime.GetUtcNow().UtcDateTime);
        var count = new CountOptions { Limit = DueScan<TState>.Page };
        if (!lane.IsUrgent && await store.Collection.CountDocumentsAsync(due, count, cancel) >= DueScan<TState>.Page)
        {
            return false;
        }

        foreach (var consumer in EventCatalogue.ConsumersOf(service.Source))
        {
            if (await queues.DepthAsync(consumer, lane.IsUrgent, cancel) > Backlog)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> AskAboutSentAsync(AuditLane lane, CancellationToken cancel)
    {
        var now = SystemTime.GetUtcNow().UtcDateTime;
        var position = await lane.ReadAsync(cancel);
        var tickets = await store.Collection
            .Find(AuditLane.Behind(lane.IsUrgent, position, now), Documents.OneTrip)
            .Sort(AuditLane.Order)
            .Limit(Page)
            .Project(new BsonDocument { { Envelope.AuditAt, 1 }, { Envelope.Sent, 1 } })
            .ToListAsync(cancel);
        var missing = (await gaps.FindAsync(tickets, cancel)).Select(
            gap => new Unconfirmed(gap.Ticket, gap.Consumer, gap.Version, 0, now, now));
        await PublishAgainAsync(await unconfirmed.WithoutKnownAsync([.. missing], cancel), now, cancel);

        var more = tickets.Count == Page;
        await lane.MoveAsync(more ? AuditLane.PositionOf(tickets[^1]) : (now, ""), cancel);
        return more;
    }

    private async Task<bool> AskAboutUnconfirmedAsync(CancellationToken cancel)
    {
        var now = SystemTime.GetUtcNow().UtcDateTime;
        var due = await unconfirmed.DueAsync(now, Page, cancel);
        var again = new List<Unconfirmed>();
        foreach (var group in due.GroupBy(entry => entry.Consumer))
        {
            var seen = await peers.AskAsync(group.Key, [.. group.Select(entry => entry.Ticket)], cancel);
            foreach (var entry in group)
            {
                if (seen.GetValueOrDefault(entry.Ticket) >= entry.Version)
                {
                    await unconfirmed.RemoveAsync(entry, cancel);
                }
                else if (now - entry.Since >= ParkAfter)
                {
                    Tracing.Parked.Add(1);
                    Parked(entry.Ticket, entry.Version, entry.Consumer);
                    await unconfirmed.PutAsync(entry with { Due = null }, cancel);
                }
                else
                {
                    again.Add(entry);
                }
            }
        }

        await PublishAgainAsync(again, now, cancel);
        return due.Count == Page;
    }

    /// <summary>
    /// Publishes each version once, however many consumers miss it. What is still pending no
    /// consumer can have applied: it is asked about later.
    /// </summary>
    private async Task PublishAgainAsync(IReadOnlyList<Unconfirmed> missing, DateTime now, CancellationToken cancel)
    {
        foreach (var version in missing.GroupBy(entry => (entry.Ticket, entry.Version)))
        {
            var (ticket, v) = version.Key;
            var attempt = await IsPendingAsync(ticket, v, cancel) ? 0 : 1;
            foreach (var entry in version)
            {
                // The longest pause is reached after a few doublings.
                var pause = FactStore<TState>.StandardAudit * (1 << Math.Min(entry.Attempts, 10));
                var due = now + (pause < LongestPause ? pause : LongestPause);
                await unconfirmed.PutAsync(entry with { Attempts = entry.Attempts + attempt, Due = due }, cancel);
            }

            if (attempt > 0)
            {
                Tracing.Republished.Add(1);
                NotApplied(ticket, v, string.Join(", ", version.Select(entry => entry.Consumer)));
                await republisher.RepublishAsync(ticket, v, cancel);
            }
        }
    }

    private Task<bool> IsPendingAsync(string ticket, long version, CancellationToken cancel) =>
        store.Collection
            .Find(new BsonDocument { { "_id", ticket }, { Envelope.Pending + "._id", Fact.IdOf(ticket, version) } })
            .Limit(1)
            .AnyAsync(cancel);

    [LoggerMessage(
        220, LogLevel.Warning, "Version {Version} of {Ticket} was published and not applied by {Consumers}; publishing it again")]
    private partial void NotApplied(string ticket, long version, string consumers);

    [LoggerMessage(221, LogLevel.Error, "Version {Version} of {Ticket} was not applied by {Consumer} for a day; it waits for a person")]
    private partial void Parked(string ticket, long version, Source consumer);
}
