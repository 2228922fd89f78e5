using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>
/// Inserts facts into the archive, where timeline, repeats, feed and audit read them. It is done before anything is
/// published, so it goes on while the broker is away.
/// </summary>
public sealed class OutboxArchive<TState>(FactStore<TState> store, IEnumerable<IArchiveHook> hooks, TimeProvider system)
    where TState : class
{
    /// <summary>How long after a fact was archived its consumers are asked about it, when the service does not say.</summary>
    public static readonly TimeSpan StandardAudit = TimeSpan.FromMinutes(2);

    // The audit goes along by time and does not come back. A fact that comes later than this into the archive gets its time anew.
    private static readonly TimeSpan InsertLimit = TimeSpan.FromSeconds(5);

    /// <param name="facts">
    /// May have been archived before, by a process that died or while the broker was away: those stay as they are.
    /// </param>
    /// <param name="isRepeat">
    /// They were claimed again, so most of them are there: looked for first, which spares the hooks the work.
    /// </param>
    /// <param name="reached">Called between hooks and insert.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>
    /// The tickets of facts that the store refuses: one has the request key of another, or is more than the store takes. Their other facts
    /// may be in.
    /// </returns>
    internal async Task<IReadOnlySet<string>> InsertAsync(
        IReadOnlyList<Fact> facts, bool isRepeat, Func<OutboxStep, Task> reached, CancellationToken cancel)
    {
        var there = isRepeat ? await ExistingAsync(facts, cancel) : [];
        var missing = facts.Where(fact => !there.Contains(fact.Id)).ToList();
        if (there.Count > 0)
        {
            await AuditAnewAsync(facts.Where(fact => there.Contains(fact.Id)), cancel);
        }

        if (missing.Count == 0)
        {
            return new HashSet<string>();
        }

        foreach (var hook in hooks)
        {
            await hook.ArchivingAsync(missing, cancel);
        }

        await reached(OutboxStep.Hooked);
        var begun = system.GetTimestamp();
        var errors = await store.Facts.InsertEachAsync(missing.Select(Archived), cancel);
        var failed = errors.Select(error => missing[error.Index]).ToList();
        if (failed.Count > 0)
        {
            // Only a duplicate id means that the fact is there already.
            var existing = await ExistingAsync(failed, cancel);
            failed.RemoveAll(fact => existing.Contains(fact.Id));
        }

        var archived = missing.Except(failed).ToList();
        if (errors.Count > 0 || system.GetElapsedTime(begun) > InsertLimit)
        {
            await AuditAnewAsync(archived, cancel);
        }

        foreach (var hook in hooks)
        {
            hook.Archived(archived);
        }

        return failed.Select(fact => fact.Ticket).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> ExistingAsync(IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        var found = await store.Facts.Find(ByIds(facts), Documents.OneTrip).Project(new BsonDocument("_id", 1)).ToListAsync(cancel);
        return found.Select(document => document["_id"].AsString).ToHashSet(StringComparer.Ordinal);
    }

    private async Task AuditAnewAsync(IEnumerable<Fact> facts, CancellationToken cancel)
    {
        foreach (var alike in facts.GroupBy(AuditOf))
        {
            await store.Facts.UpdateManyAsync(
                ByIds([.. alike]),
                new BsonDocument("$set", new BsonDocument(alike.Key.Lane, Instant(alike.Key.After))),
                cancellationToken: cancel);
        }
    }

    private BsonDocument Archived(Fact fact)
    {
        var (lane, after) = AuditOf(fact);
        return fact.ToBson().Add(lane, Instant(after));
    }

    private DateTime Instant(TimeSpan after) => system.GetUtcNow().UtcDateTime + after;

    private static (string Lane, TimeSpan After) AuditOf(Fact fact) =>
        (fact.IsUrgent ? Fact.UrgentAuditAt : Fact.AuditAt, fact.AuditAfter ?? StandardAudit);

    private static BsonDocument ByIds(IReadOnlyCollection<Fact> facts) =>
        Documents.ByIds(facts.Select(fact => fact.Id))
            .Add("ticket", Documents.OneOf(facts.Select(fact => fact.Ticket).Distinct(StringComparer.Ordinal)));
}
