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
    private const int Tries = 3;

    private static readonly FindOneAndUpdateOptions<BsonDocument> Upsert = new() { IsUpsert = true, ReturnDocument = ReturnDocument.After };

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

    /// <summary>The last number of a fresh block.</summary>
    private async Task<int> ReserveAsync(string day, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var counter = await _counters.FindOneAndUpdateAsync<BsonDocument>(
                    new BsonDocument("_id", day), new BsonDocument("$inc", new BsonDocument("last", Size)), Upsert, cancel);
                return counter["last"].AsInt32;
            }
            catch (MongoCommandException error) when (error.Code == 11000 && attempt < Tries)
            {
                // Two processes opened the day at once; the counter is there now.
            }
        }
    }
}
