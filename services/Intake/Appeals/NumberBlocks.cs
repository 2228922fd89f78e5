using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Appeals;

/// <summary>
/// Hands out the day's numbers from blocks reserved in the store: one round trip for a hundred numbers, never the
/// same one twice, whatever the number of processes. What a process had left when it stopped stays a gap.
/// </summary>
public sealed class NumberBlocks(IMongoDatabase database) : IDisposable
{
    private const int Size = 100;

    private static readonly FindOneAndUpdateOptions<BsonDocument> After = new() { ReturnDocument = ReturnDocument.After };

    private readonly IMongoCollection<BsonDocument> _counters = database.GetCollection<BsonDocument>("counters");
    private readonly SemaphoreSlim _gate = new(1);
    private string _day = "";
    private int _next = 1;
    private int _last;

    public async Task<string> NextAsync(DateTime acceptedUtc, CancellationToken cancel)
    {
        var day = TicketNumber.Day(acceptedUtc);
        await _gate.WaitAsync(cancel);
        try
        {
            if (_day != day || _next > _last)
            {
                _last = await ReserveAsync(day, cancel);
                _next = _last - Size + 1;
                _day = day;
            }

            return TicketNumber.Of(day, _next++);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>
    /// The last number of a fresh block. The counter is opened by an insert and moved by updates of an existing
    /// document: both are decided by the store alone, an upsert by two processes at once is not everywhere.
    /// </summary>
    private async Task<int> ReserveAsync(string day, CancellationToken cancel)
    {
        while (true)
        {
            var counter = await _counters.FindOneAndUpdateAsync<BsonDocument>(
                new BsonDocument("_id", day), new BsonDocument("$inc", new BsonDocument("last", Size)), After, cancel);
            if (counter is not null)
            {
                return counter["last"].AsInt32;
            }

            try
            {
                await _counters.InsertOneAsync(new BsonDocument { { "_id", day }, { "last", 0 } }, null, cancel);
            }
            catch (MongoWriteException error) when (error.WriteError?.Category == ServerErrorCategory.DuplicateKey)
            {
                // Another process opened the day; its counter is there now.
            }
        }
    }
}
