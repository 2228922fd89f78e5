using System.Globalization;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using Hotline.Tracking.Lifecycle;
using Hotline.Tracking.Listing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Deadlines;

/// <summary>
/// Fires what has passed. Reads a page of due tickets, then claims each with the guarded update that fires it; of
/// two replicas one writes and the other finds nothing left. Replicas start at random places in the page.
/// A ticket that cannot fire, because its document does not parse or a rule throws, is put off: it stands behind the
/// others then, and the page goes on.
/// </summary>
public sealed partial class DeadlineWorker(
    FactStore<TicketRecord> tickets,
    PutOffTickets putOff,
    CallbackPolicy callbacks,
    BusinessClock business,
    TimeProvider system,
    ILogger<DeadlineWorker> logger) : PollingWorker(Interval, system, logger)
{
    public const int Page = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly BsonDocument Fields = new() { { Envelope.Version, 1 }, { TrackingQueries.NextDue, 1 }, { PutOffTickets.Failures, 1 } };

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        var now = business.UtcNow;
        var due = await tickets.Collection.Find(TrackingQueries.Due(now)).Sort(TrackingQueries.DueSort).Limit(Page).Project(Fields).ToListAsync(cancel);
        var start = due.Count == 0 ? 0 : Random.Shared.Next(due.Count);
        for (var i = 0; i < due.Count; i++)
        {
            await FireOrPutOffAsync(due[(start + i) % due.Count], now, cancel);
        }

        return due.Count == Page;
    }

    private async Task FireOrPutOffAsync(BsonDocument due, DateTime now, CancellationToken cancel)
    {
        try
        {
            await FireAsync(due["_id"].AsString, due[Envelope.Version].ToInt64(), now, cancel);
            await putOff.ForgetAsync(due, cancel);
        }
        catch (RefusalException refusal) when (refusal.Reason == ErrorReason.Contention)
        {
            // Others keep changing it: the next pass finds it again.
            Contended(due["_id"].ToString()!);
        }
        catch (Exception error) when (error is not OperationCanceledException && !MongoSetup.IsAway(error))
        {
            // The store is there, so it is for a reason of the ticket's own.
            await putOff.PutOffAsync(due, now, error, cancel);
        }
    }

    private async Task FireAsync(string id, long seen, DateTime now, CancellationToken cancel)
    {
        // By version, not by instant: a rejected result can make the same instant due once more.
        var key = string.Create(CultureInfo.InvariantCulture, $"clock|{seen}");
        await tickets.ChangeAsync(
            id,
            new Command(key, null, Caller.System("clock"), now),
            (ticket, version) => FireRule.Fire(ticket, now, callbacks)?.ToDecision(id, version, ticket),
            cancel);
    }

    [LoggerMessage(401, LogLevel.Information, "Deadlines of {Ticket} fire in a later pass: others keep changing it")]
    private partial void Contended(string ticket);
}

/// <summary>Lets a simulated clock wait until everything due has fired.</summary>
public sealed class DeadlineWork(FactStore<TicketRecord> tickets) : IDueWork
{
    public Task<bool> AnyAsync(DateTime until, CancellationToken cancel) =>
        tickets.Collection.Find(TrackingQueries.Due(until)).Limit(1).AnyAsync(cancel);
}
