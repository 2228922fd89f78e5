using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Telemetry;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;

namespace Hotline.Chassis.Deadlines;

/// <summary>
/// Moves an aggregate whose deadlines cannot fire behind the others: its next due instant lies a minute later, then two, four and so on
/// up to an hour, and its document counts the failures. The deadlines themselves stay as they are, so that the breach carries their
/// own time once they fire. Whatever else changes it makes it due again at once.
/// </summary>
public sealed partial class PutOffDeadlines<TState>(FactStore<TState> store, ILogger<PutOffDeadlines<TState>> logger)
    where TState : class
{
    /// <summary>The document's element that counts how often its deadlines could not fire; absent while all is well.</summary>
    public const string Failures = "deadlineFailures";

    /// <summary>How much later an aggregate is tried after its first failure: a minute of the business clock.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    /// <summary>The longest that one is put off: an hour of the business clock.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Puts the aggregate off, unless another replica just did or it has changed since.</summary>
    /// <param name="due">Its document, as the page of due ones shows it.</param>
    /// <param name="now">The business time.</param>
    /// <param name="error">Why its deadlines could not fire.</param>
    /// <param name="cancel">Ends the write.</param>
    public async Task PutOffAsync(BsonDocument due, DateTime now, Exception error, CancellationToken cancel)
    {
        var failures = due.GetValue(Failures, 0).ToInt32() + 1;
        var delay = Delay(failures);
        var update = new BsonDocument("$set", new BsonDocument { { DueDeadlines.NextDue, now + delay }, { Failures, failures } });
        var seen = new BsonDocument { { "_id", due["_id"] }, { DueDeadlines.NextDue, due[DueDeadlines.NextDue] } };
        if ((await store.Collection.UpdateOneAsync(seen, update, cancellationToken: cancel)).MatchedCount == 1)
        {
            Tracing.DeadlinesPutOff.Add(1);
            var reason = error is RefusalException refusal ? refusal.Reason.ToString() : error.GetType().Name;
            NotFired(due["_id"].ToString()!, failures, reason, delay);
        }
    }

    /// <summary>Its deadlines have fired: earlier failures count no longer.</summary>
    public Task ForgetAsync(BsonDocument due, CancellationToken cancel) => due.Contains(Failures)
        ? store.Collection.UpdateOneAsync(
            new BsonDocument("_id", due["_id"]), new BsonDocument("$unset", new BsonDocument(Failures, "")), cancellationToken: cancel)
        : Task.CompletedTask;

    // Six doublings take a minute past an hour.
    private static TimeSpan Delay(int failures) => failures > 6 ? Longest : First * (1 << (failures - 1));

    [LoggerMessage(141, LogLevel.Error, "The deadlines of {Ticket} cannot fire, {Failures} times in a row: {Kind}. Put off for {Delay}")]
    private partial void NotFired(string ticket, int failures, string kind, TimeSpan delay);
}
