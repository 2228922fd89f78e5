using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Reads by id and guarded writes of tickets, in batches. Each write keeps its own guard, and goes in or
/// not alone. docs/adr/0012 says what it is worth.
/// </summary>
internal sealed class TicketBatches
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private readonly IMongoCollection<BsonDocument> _tickets;
    private readonly RequestBatcher<string, BsonDocument?> _reads;
    private readonly RequestBatcher<TicketWrite, bool> _writes;

    public TicketBatches(IMongoCollection<BsonDocument> tickets, BatchOptions options, TimeProvider system)
    {
        _tickets = tickets;
        _reads = new(ReadAsync, options, system);
        _writes = new(WriteAsync, options, system);
    }

    /// <summary>The ticket's document; shared with other readers, so not to be changed.</summary>
    public Task<BsonDocument?> ReadAsync(string id, CancellationToken cancel) => _reads.SendAsync(id, cancel);

    /// <summary>False when the guard did not hold: the ticket exists already, or was written since it was read.</summary>
    public Task<bool> WriteAsync(TicketWrite write, CancellationToken cancel) => _writes.SendAsync(write, cancel);

    private async Task ReadAsync(IReadOnlyList<BatchItem<string, BsonDocument?>> batch, CancellationToken limit)
    {
        var ids = batch.Select(item => item.Request).Distinct(StringComparer.Ordinal);
        var found = (await _tickets.Find(Documents.ByIds(ids)).ToListAsync(limit)).ToDictionary(document => document["_id"].AsString);
        foreach (var item in batch)
        {
            item.Complete(found.GetValueOrDefault(item.Request));
        }
    }

    private async Task WriteAsync(IReadOnlyList<BatchItem<TicketWrite, bool>> batch, CancellationToken limit)
    {
        // In `_id` order, to avoid deadlocks.
        var items = batch.OrderBy(item => item.Request.Ticket, StringComparer.Ordinal).ToList();
        var (matched, refused) = await TryAsync(items, limit);
        // The store tells how many guards held, not which: when one did not, the tips that stand there tell. One that was overwritten since
        // counts as not written; its caller reads again and finds its own fact.
        var tips = matched == items.Count(item => !item.Request.IsInsert) ? null : await TipsAsync(items, limit);
        for (var i = 0; i < items.Count; i++)
        {
            var (item, error) = (items[i], refused.GetValueOrDefault(i));
            if (error is not null && error.Category != ServerErrorCategory.DuplicateKey)
            {
                item.Fail(new InvalidOperationException($"The store refused to write ticket {item.Request.Ticket}: code {error.Code}."));
            }
            else
            {
                item.Complete(error is null && (item.Request.IsInsert || tips is null || tips.Contains(item.Request.Tip)));
            }
        }
    }

    private async Task<(long Matched, Dictionary<int, BulkWriteError> Refused)> TryAsync(
        List<BatchItem<TicketWrite, bool>> items, CancellationToken limit)
    {
        try
        {
            return ((await _tickets.BulkWriteAsync(items.Select(item => item.Request.Model), Unordered, limit)).MatchedCount, []);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.WriteConcernError is null)
        {
            return (error.Result.MatchedCount, error.WriteErrors.ToDictionary(write => write.Index));
        }
    }

    private async Task<HashSet<string>> TipsAsync(List<BatchItem<TicketWrite, bool>> items, CancellationToken limit)
    {
        var ids = items.Select(item => item.Request.Ticket).Distinct(StringComparer.Ordinal);
        var documents = await _tickets.Find(Documents.ByIds(ids)).Project(new BsonDocument(Envelope.Tip, 1)).ToListAsync(limit);
        return [.. documents.Select(document => document[Envelope.Tip].AsString)];
    }
}

/// <summary>An insert, or an update of one document; its tip is unique, so it tells afterwards whose write went in.</summary>
internal sealed record TicketWrite(string Ticket, string Tip, WriteModel<BsonDocument> Model)
{
    public bool IsInsert => Model is InsertOneModel<BsonDocument>;
}
