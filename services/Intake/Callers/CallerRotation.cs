using System.Security.Cryptography;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Callers;

/// <summary>
/// Brings every caller's entries under the keys that are mounted: under both while the key of the index is rotated, under the new one
/// alone once the previous is unmounted. Each caller is one guarded update; a caller who was deleted meanwhile does not come back.
/// </summary>
public sealed partial class CallerRotation(
    CallerStore store, CallerMaker maker, PhoneIndex index, TimeProvider system, ILogger<CallerRotation> logger)
    : PollingWorker(index.IsRotating ? WhileRotating : Otherwise, system, logger)
{
    // A replica that does not know the new key yet may still add callers.
    private static readonly TimeSpan WhileRotating = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Otherwise = TimeSpan.FromDays(1);

    private const int Page = 200;

    /// <summary>Refuses to start where callers would not be found: the same number would get a second reference.</summary>
    /// <exception cref="InvalidOperationException">Callers are known under a key alone that is not mounted.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await IndexSpec.EnsureAsync(store.Callers, CallerStore.Indexes, cancellationToken);
        if (await store.Callers.Find(CallerStore.UnderNone(index.Kids)).FirstOrDefaultAsync(cancellationToken) is { } lost)
        {
            throw new InvalidOperationException(
                $"Callers are known only under the index key {CallerStore.Read(lost).Kids[^1]}, which is not mounted: mount it as "
                + $"{PhoneIndex.Purpose}.previous.key until doctor says that all callers have been moved.");
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        var after = "";
        while (true)
        {
            var page = await store.Callers
                .Find(CallerStore.NotUnder(index.Kids).Add("_id", new BsonDocument("$gt", after)))
                .Sort(new BsonDocument("_id", 1))
                .Limit(Page)
                .ToListAsync(cancel);
            if (page.Count == 0)
            {
                return false;
            }

            after = page[^1]["_id"].AsString;
            foreach (var caller in page.Select(CallerStore.Read))
            {
                await MoveAsync(caller, cancel);
            }
        }
    }

    private async Task MoveAsync(CallerRecord caller, CancellationToken cancel)
    {
        try
        {
            var moved = maker.Reindex(caller);
            await store.Callers.UpdateOneAsync(
                new BsonDocument { { "_id", caller.Reference }, { "kids", new BsonArray(caller.Kids) } },
                new BsonDocument("$set", new BsonDocument
                {
                    { "index", new BsonArray(moved.Index) },
                    { "kids", new BsonArray(moved.Kids) },
                }),
                cancellationToken: cancel);
        }
        catch (Exception error) when (error is CryptographicException or InvalidOperationException or MongoWriteException)
        {
            // This caller alone stays where it is, and doctor goes on counting it.
            NotMoved(caller.Reference, error.GetType().Name);
        }
    }

    [LoggerMessage(330, LogLevel.Warning, "The caller {Reference} stays under its old index key: {Kind}")]
    private partial void NotMoved(string reference, string kind);
}
