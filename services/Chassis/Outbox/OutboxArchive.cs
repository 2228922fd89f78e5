using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Outbox;

/// <summary>
/// Inserts facts into the archive, where timeline, repeats and feed read them. It is done before anything is published, so it
/// goes on while the broker is away.
/// </summary>
public sealed class OutboxArchive<TState>(FactStore<TState> store, IEnumerable<IArchiveHook> hooks)
    where TState : class
{
    /// <param name="facts">Those that are there, from a process that died or while the broker was away, stay as they are.</param>
    /// <param name="isRepeat">They were claimed again, so most are there: looked for first, which spares the hooks the work.</param>
    /// <param name="reached">Called between hooks and insert.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The tickets of which the store refuses a fact; their other facts may be in.</returns>
    internal async Task<IReadOnlySet<string>> InsertAsync(
        IReadOnlyList<Fact> facts, bool isRepeat, Func<OutboxStep, Task> reached, CancellationToken cancel)
    {
        var there = isRepeat ? await ExistingAsync(facts, cancel) : [];
        var missing = facts.Where(fact => !there.Contains(fact.Id)).ToList();
        if (missing.Count == 0)
        {
            return new HashSet<string>();
        }

        foreach (var hook in hooks)
        {
            await hook.ArchivingAsync(missing, cancel);
        }

        await reached(OutboxStep.Hooked);
        var errors = await store.Facts.InsertEachAsync(missing.Select(fact => fact.ToBson()), cancel);
        foreach (var hook in hooks)
        {
            hook.Archived();
        }

        // Only a duplicate id means that the fact is there already.
        var refused = errors.Select(error => missing[error.Index]).ToList();
        var existing = refused.Count > 0 ? await ExistingAsync(refused, cancel) : [];
        return refused.Where(fact => !existing.Contains(fact.Id)).Select(fact => fact.Ticket).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> ExistingAsync(IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        var these = Documents.ByIds(facts.Select(fact => fact.Id))
            .Add("ticket", Documents.OneOf(facts.Select(fact => fact.Ticket).Distinct(StringComparer.Ordinal)));
        var found = await store.Facts.Find(these, Documents.OneTrip).Project(new BsonDocument("_id", 1)).ToListAsync(cancel);
        return found.Select(document => document["_id"].AsString).ToHashSet(StringComparer.Ordinal);
    }
}
