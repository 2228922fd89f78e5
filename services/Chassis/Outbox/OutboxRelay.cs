using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
using Hotline.Chassis.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>
/// Publishes pending facts in one loop: take ids, read, archive, publish, remove. Each step may be repeated by this or any other
/// replica: facts are unique by ticket and version, consumers ignore versions they have seen, and only the very facts that were
/// published are removed.
/// </summary>
public sealed partial class OutboxRelay<TState>(
    FactStore<TState> store,
    OutboxSignal signal,
    DueScan<TState> dueScan,
    OutboxArchive<TState> archive,
    IEventPublisher publisher,
    IOptions<OutboxOptions> options,
    TimeProvider system,
    ILogger<OutboxRelay<TState>> logger) : BackgroundService
    where TState : class
{
    private const int RoundSize = 256;

    // Of one ticket at a time: a long history goes out in several rounds.
    private const int FactsPerTicket = 50;

    // Shorter than a claim: a round that hangs is given up before another replica may claim its tickets.
    private static readonly TimeSpan RoundLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    private long _scannedAt;

    // Then the next scan follows at once.
    private bool _moreIsDue;

    private TimeSpan UntilScan => (_moreIsDue ? TimeSpan.Zero : ScanInterval) - system.GetElapsedTime(_scannedAt);

    /// <summary>Called between every two steps; a test dies, freezes or stops there.</summary>
    internal Func<OutboxStep, Task> Reached { get; set; } = static _ => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryAsync(() => RunNextAsync(stoppingToken), stoppingToken))
            {
                await Task.Delay(ScanInterval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await DrainAsync();
    }

    /// <summary>Waits for the signal, looks now and then for what no signal told of, and does a round over both.</summary>
    private async Task RunNextAsync(CancellationToken stopping)
    {
        if (signal.Waiting.Count == 0 && UntilScan is var untilScan && untilScan > TimeSpan.Zero)
        {
            await signal.WaitAsync(untilScan, system, stopping);
        }

        if (options.Value.Linger > TimeSpan.Zero && signal.Waiting is { Count: > 0 and < RoundSize, HasUrgent: false })
        {
            await Task.Delay(options.Value.Linger, system, stopping);
        }

        // Claimed before the signal is emptied: when the scan fails, what was signalled still waits. Urgent tickets put a scan off by one
        // interval at most, so that a backlog does not share their round.
        IReadOnlyList<string> due = [];
        if (UntilScan + (signal.Waiting.HasUrgent ? ScanInterval : TimeSpan.Zero) <= TimeSpan.Zero)
        {
            // While the broker is away nothing could be published, and every claim would only be made again.
            due = publisher.IsReady ? await dueScan.ClaimAsync(stopping) : [];
            (_scannedAt, _moreIsDue) = (system.GetTimestamp(), due.Count >= DueScan<TState>.Page);
        }

        await RunRoundAsync([.. signal.Take(RoundSize).Union(due)], isRepeat: due.Count > 0);
    }

    /// <summary>One round over some tickets, from their pending facts to none.</summary>
    /// <param name="ids">Tickets that were signalled or claimed.</param>
    /// <param name="isRepeat">Some were claimed: a round may have begun with them before.</param>
    /// <exception cref="OperationCanceledException">The round took longer than its limit.</exception>
    public async Task RunRoundAsync(IReadOnlyList<string> ids, bool isRepeat)
    {
        if (ids.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(RoundLimit, system);
        await Reached(OutboxStep.Claimed);
        var tickets = await ReadAsync(ids, limit.Token);
        await Reached(OutboxStep.Read);
        await ArchiveAsync(tickets, isRepeat, limit.Token);
        await Reached(OutboxStep.Archived);
        if (!publisher.IsReady)
        {
            // Timeline and watchers go on; the scan publishes as soon as the broker is back.
            await SetDueAsync(tickets.Select(ticket => ticket.Id), TimeSpan.Zero, limit.Token);
            return;
        }

        await PublishAsync(tickets, limit.Token);
        await Reached(OutboxStep.Published);
        await RemoveAsync(tickets, limit.Token);
        await Reached(OutboxStep.Removed);
        foreach (var ticket in tickets.Where(ticket => ticket is { HasFailed: false, Facts.Count: FactsPerTicket }))
        {
            signal.Raise(ticket.Id, ticket.IsUrgent);
        }
    }

    private async Task<List<PendingTicket>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var slice = new BsonDocument(Envelope.Pending, new BsonDocument("$slice", FactsPerTicket));
        var tickets = new List<PendingTicket>();
        var found = store.Collection.Find(Documents.ByIds(ids), Documents.OneTrip).Project(slice.Add("_id", 1));
        foreach (var document in await found.ToListAsync(cancel))
        {
            var id = document["_id"].AsString;
            try
            {
                if (Envelope.ReadPending(document) is { Count: > 0 } facts)
                {
                    tickets.Add(new PendingTicket(id, facts));
                }
            }
            catch (Exception error)
            {
                // A fact that does not parse, or an event that no row of the catalogue names: its ticket alone waits for a person.
                Unreadable(id, error.GetType().Name);
                await SetDueAsync([id], PendingTicket.LongestBackoff, cancel);
            }
        }

        return tickets;
    }

    /// <summary>A ticket with a fact that the archive does not take waits for a person; nothing of it is published or removed.</summary>
    private async Task ArchiveAsync(List<PendingTicket> tickets, bool isRepeat, CancellationToken cancel)
    {
        var refused = await archive.InsertAsync([.. tickets.SelectMany(ticket => ticket.Facts)], isRepeat, Reached, cancel);
        foreach (var ticket in refused)
        {
            NotArchived(ticket);
            await SetDueAsync([ticket], PendingTicket.LongestBackoff, cancel);
        }

        tickets.RemoveAll(ticket => refused.Contains(ticket.Id));
    }

    /// <summary>In waves: of each ticket the n-th event in the n-th wave, so that its events never overtake each other.</summary>
    private async Task PublishAsync(List<PendingTicket> tickets, CancellationToken cancel)
    {
        for (var wave = 0; tickets.Any(ticket => ticket.Wave(wave) is not null); wave++)
        {
            var senders = tickets.Where(ticket => ticket.Wave(wave) is not null).ToDictionary(ticket => ticket.Wave(wave)!);
            var batches = senders.GroupBy(sender => sender.Value.IsUrgent).OrderByDescending(lane => lane.Key)
                .SelectMany(lane => EventBatch.Pack(lane.Select(sender => sender.Key), lane.Key));
            await Task.WhenAll(batches.Select(batch => PublishAsync(batch, senders, cancel)));
            await Reached(OutboxStep.WavePublished);
        }
    }

    /// <summary>A batch that fails is tried once more ticket by ticket: one bad event delays its own ticket only.</summary>
    private async Task PublishAsync(EventBatch batch, Dictionary<TracedEvent, PendingTicket> senders, CancellationToken cancel)
    {
        try
        {
            await publisher.PublishAsync(batch, cancel);
            Tracing.Published.Add(batch.Events.Count);
            foreach (var each in batch.Events)
            {
                senders[each].Confirm(each);
            }
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            Tracing.PublishFailures.Add(batch.Events.Count);
            PublishFailed(batch.Events.Count, batch.Events[0].Event.MessageId, error.GetType().Name);
            if (batch.Events.Count == 1)
            {
                senders[batch.Events[0]].HasFailed = true;
                return;
            }

            foreach (var each in batch.Events)
            {
                await PublishAsync(batch with { Events = [each] }, senders, cancel);
            }
        }
    }

    /// <summary>Takes what was published off all tickets by one update; a fact written meanwhile stays.</summary>
    private async Task RemoveAsync(List<PendingTicket> tickets, CancellationToken cancel)
    {
        var done = tickets.SelectMany(ticket => ticket.Done).Select(fact => fact.Id).ToList();
        if (done.Count > 0)
        {
            await store.Collection.UpdateManyAsync(
                Documents.ByIds(tickets.Select(ticket => ticket.Id).Order(StringComparer.Ordinal)),
                OutboxUpdates.Remove(done),
                cancellationToken: cancel);
        }

        var now = system.GetUtcNow().UtcDateTime;
        foreach (var ticket in tickets.Where(ticket => ticket.HasFailed))
        {
            await SetDueAsync([ticket.Id], ticket.Backoff(now), cancel);
        }
    }

    /// <summary>On the way out: publishes what was signalled, and leaves what it no longer can to the others at once.</summary>
    private async Task DrainAsync()
    {
        var (begun, left) = (system.GetTimestamp(), new List<string>());
        while (signal.Take(RoundSize) is { Count: > 0 } ids)
        {
            left.AddRange(ids);
        }

        await TryAsync(async () =>
        {
            foreach (var ids in left.Chunk(RoundSize).TakeWhile(_ => system.GetElapsedTime(begun) < DrainLimit))
            {
                await RunRoundAsync(ids, isRepeat: false);
            }
        });
        using var limit = new CancellationTokenSource(RoundLimit, system);
        await TryAsync(() => SetDueAsync(left, TimeSpan.Zero, limit.Token));
    }

    /// <summary>False when it failed: the facts stay pending, and any replica's scan finds them when their claim has run out.</summary>
    private async Task<bool> TryAsync(Func<Task> step, CancellationToken stopping = default)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception error)
        {
            // Stopping interrupts the wait, which is no failure.
            if (error is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                RoundFailed(error.GetType().Name);
            }

            return false;
        }
    }

    private async Task SetDueAsync(IEnumerable<string> ids, TimeSpan wait, CancellationToken cancel) =>
        await store.Collection.UpdateManyAsync(
            Documents.ByIds(ids).Add(Envelope.Due, new BsonDocument("$exists", true)),
            new BsonDocument("$set", new BsonDocument(Envelope.Due, system.GetUtcNow().UtcDateTime + wait)),
            cancellationToken: cancel);

    [LoggerMessage(200, LogLevel.Warning, "A round of the outbox failed: {Kind}")]
    private partial void RoundFailed(string kind);

    [LoggerMessage(201, LogLevel.Warning, "Publishing {Count} events failed, {EventId} the first: {Kind}")]
    private partial void PublishFailed(int count, string eventId, string kind);

    [LoggerMessage(203, LogLevel.Error, "The archive refuses a pending fact of {Ticket}: another has its request key, or it is too large")]
    private partial void NotArchived(string ticket);

    [LoggerMessage(202, LogLevel.Error, "The pending facts of {Ticket} cannot be read: {Kind}")]
    private partial void Unreadable(string ticket, string kind);
}
