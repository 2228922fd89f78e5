using System.Globalization;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Time;
using Hotline.Tracking.Lifecycle;
using Hotline.Tracking.Listing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Deadlines;

/// <summary>
/// Fires what has passed. Reads a page of due tickets, then claims each with the guarded update that fires it; of
/// two replicas one writes and the other finds nothing left. Replicas start at random places in the page.
/// </summary>
public sealed partial class DeadlineWorker(
    FactStore<TicketRecord> tickets, CallbackPolicy callbacks, BusinessClock business, TimeProvider system, ILogger<DeadlineWorker> logger) : BackgroundService
{
    public const int Page = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var found = 0;
            try
            {
                found = await PassAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                PassFailed(error.GetType().Name);
            }

            if (found < Page)
            {
                await Task.Delay(Interval, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One pass; the number of tickets it looked at.</summary>
    public async Task<int> PassAsync(CancellationToken cancel)
    {
        var now = business.UtcNow;
        var due = await tickets.Collection.Find(TrackingQueries.Due(now)).Sort(TrackingQueries.DueSort).Limit(Page)
            .Project(new BsonDocument(Envelope.Version, 1)).ToListAsync(cancel);
        var start = due.Count == 0 ? 0 : Random.Shared.Next(due.Count);
        for (var i = 0; i < due.Count; i++)
        {
            var ticket = due[(start + i) % due.Count];
            await FireAsync(ticket["_id"].AsString, ticket[Envelope.Version].ToInt64(), now, cancel);
        }

        return due.Count;
    }

    private async Task FireAsync(string id, long seen, DateTime now, CancellationToken cancel)
    {
        try
        {
            // By version, not by instant: a rejected result can make the same instant due once more.
            var key = string.Create(CultureInfo.InvariantCulture, $"clock|{seen}");
            await tickets.ChangeAsync(
                id,
                new Command(key, null, Caller.System("clock"), now),
                (ticket, version) => FireRule.Fire(ticket, now, callbacks)?.ToDecision(id, version, ticket),
                cancel);
        }
        catch (RefusalException refusal)
        {
            // Others keep changing it, or too much of it waits to be announced: the next pass finds it again.
            Postponed(id, refusal.Reason);
        }
    }

    [LoggerMessage(400, LogLevel.Warning, "Deadline pass failed: {Kind}")]
    private partial void PassFailed(string kind);

    [LoggerMessage(401, LogLevel.Information, "Deadlines of {Ticket} fire in a later pass: {Reason}")]
    private partial void Postponed(string ticket, ErrorReason reason);
}

/// <summary>Lets a simulated clock wait until everything due has fired.</summary>
public sealed class DeadlineWork(FactStore<TicketRecord> tickets) : IDueWork
{
    public Task<bool> AnyAsync(DateTime until, CancellationToken cancel) =>
        tickets.Collection.Find(TrackingQueries.Due(until)).Limit(1).AnyAsync(cancel);
}
