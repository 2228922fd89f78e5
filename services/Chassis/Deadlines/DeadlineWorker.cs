using System.Globalization;
using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using Hotline.Type.V1;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Deadlines;

/// <summary>
/// Fires what has passed. Reads a page of due aggregates, then claims each with the guarded update that fires it; of
/// two replicas one writes and the other finds nothing left. Replicas start at random places in the page.
/// One that cannot fire, because its document does not parse or a rule throws, is put off: it stands behind the
/// others then, and the page goes on.
/// </summary>
public sealed partial class DeadlineWorker<TState>(
    FactStore<TState> store,
    IDeadlineRule<TState> rule,
    PutOffDeadlines<TState> putOff,
    BusinessClock business,
    TimeProvider system,
    ILogger<DeadlineWorker<TState>> logger) : PollingWorker(Interval, system, logger)
    where TState : class
{
    /// <summary>The most aggregates that are read at once.</summary>
    public const int Page = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly BsonDocument Fields =
        new() { { Envelope.Version, 1 }, { DueDeadlines.NextDue, 1 }, { PutOffDeadlines<TState>.Failures, 1 } };

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        var now = business.UtcNow;
        var due = await store.Collection
            .Find(DueDeadlines.Before(now))
            .Sort(DueDeadlines.Sort)
            .Limit(Page)
            .Project(Fields)
            .ToListAsync(cancel);
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
            // The store is there, so it is for a reason of the aggregate's own.
            await putOff.PutOffAsync(due, now, error, cancel);
        }
    }

    private async Task FireAsync(string id, long seen, DateTime now, CancellationToken cancel)
    {
        // By version, not by instant: a rejected result can make the same instant due once more.
        var key = string.Create(CultureInfo.InvariantCulture, $"clock|{seen}");
        var command = new Command(key, null, Caller.System("clock"), now);
        await store.ChangeAsync(id, command, (state, version) => rule.Fire(id, version, state, now), cancel);
    }

    [LoggerMessage(140, LogLevel.Information, "Deadlines of {Ticket} fire in a later pass: others keep changing it")]
    private partial void Contended(string ticket);
}
