using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>
/// Reads by id and guarded writes of one collection, in batches. Each write keeps its own guard, and goes in or not alone.
/// docs/adr/0012 says what it is worth.
/// </summary>
public sealed class DocumentBatches
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private readonly IMongoCollection<BsonDocument> _documents;
    private readonly string _mark;
    private readonly RequestBatcher<string, BsonDocument?> _reads;
    private readonly RequestBatcher<GuardedWrite, bool> _writes;

    /// <param name="documents">Where they are.</param>
    /// <param name="mark">The element that each write sets to a value of its own.</param>
    /// <param name="options">Sizes and limits.</param>
    /// <param name="system">Measures the timeout.</param>
    public DocumentBatches(IMongoCollection<BsonDocument> documents, string mark, BatchOptions options, TimeProvider system)
    {
        (_documents, _mark) = (documents, mark);
        _reads = new(ReadAsync, options, system);
        _writes = new(WriteAsync, options, system);
    }

    /// <summary>The document, null when there is none; shared with other readers, so not to be changed.</summary>
    /// <exception cref="TimeoutException">Too many requests wait, or the store did not answer in time.</exception>
    public Task<BsonDocument?> ReadAsync(string id, CancellationToken cancel) => _reads.SendAsync(id, cancel);

    /// <summary>
    /// False when the guard did not hold: the document exists already, or was written since it was read. A write without a mark may go in
    /// all the same when another of its batch does not: its caller reads again and finds what it wrote.
    /// </summary>
    /// <exception cref="TimeoutException">Too many requests wait, or the store did not answer in time; a write may still go in.</exception>
    /// <exception cref="InvalidOperationException">The store refuses the write for another reason than a duplicate.</exception>
    public Task<bool> WriteAsync(GuardedWrite write, CancellationToken cancel) => _writes.SendAsync(write, cancel);

    private async Task ReadAsync(IReadOnlyList<BatchItem<string, BsonDocument?>> batch, CancellationToken limit)
    {
        var ids = batch.Select(item => item.Request).Distinct(StringComparer.Ordinal);
        var found = (await _documents.Find(Documents.ByIds(ids)).ToListAsync(limit)).ToDictionary(document => document["_id"].AsString);
        foreach (var item in batch)
        {
            item.Complete(found.GetValueOrDefault(item.Request));
        }
    }

    private async Task WriteAsync(IReadOnlyList<BatchItem<GuardedWrite, bool>> batch, CancellationToken limit)
    {
        // In `_id` order, to avoid deadlocks.
        var items = batch.OrderBy(item => item.Request.Id, StringComparer.Ordinal).ToList();
        var (matched, refused) = await TryAsync(items, limit);
        // The store tells how many guards held, not which: when one did not, the marks that stand there tell. One that was overwritten
        // since counts as not written; its caller reads again and finds its own write.
        var marks = matched == items.Count(item => !item.Request.IsInsert) ? null : await MarksAsync(items, limit);
        for (var i = 0; i < items.Count; i++)
        {
            var (item, error) = (items[i], refused.GetValueOrDefault(i));
            if (error is not null && error.Category != ServerErrorCategory.DuplicateKey)
            {
                item.Fail(new InvalidOperationException($"The store refused to write {item.Request.Id}: code {error.Code}."));
            }
            else
            {
                item.Complete(error is null && (item.Request.IsInsert || marks is null || item.Request.IsMarkedIn(marks)));
            }
        }
    }

    private async Task<(long Matched, Dictionary<int, BulkWriteError> Refused)> TryAsync(
        List<BatchItem<GuardedWrite, bool>> items, CancellationToken limit)
    {
        try
        {
            return ((await _documents.BulkWriteAsync(items.Select(item => item.Request.Model), Unordered, limit)).MatchedCount, []);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.WriteConcernError is null)
        {
            return (error.Result.MatchedCount, error.WriteErrors.ToDictionary(write => write.Index));
        }
    }

    private async Task<HashSet<string>> MarksAsync(List<BatchItem<GuardedWrite, bool>> items, CancellationToken limit)
    {
        var ids = items.Select(item => item.Request.Id).Distinct(StringComparer.Ordinal);
        var found = await _documents.Find(Documents.ByIds(ids)).Project(new BsonDocument(_mark, 1)).ToListAsync(limit);
        return [.. found.Select(document => document[_mark].AsString)];
    }
}

/// <summary>An insert, or an update of one document under a guard.</summary>
/// <param name="Id">Which document.</param>
/// <param name="Mark">What it sets the mark to, unique to it: it tells afterwards whose write went in. Null when it sets none.</param>
/// <param name="Model">The write itself; the guard stands in its filter.</param>
public sealed record GuardedWrite(string Id, string? Mark, WriteModel<BsonDocument> Model)
{
    internal bool IsInsert => Model is InsertOneModel<BsonDocument>;

    internal bool IsMarkedIn(IReadOnlySet<string> marks) => Mark is not null && marks.Contains(Mark);
}
