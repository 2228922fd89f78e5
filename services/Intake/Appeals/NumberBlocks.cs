using Hotline.Chassis.Errors;
using Hotline.Chassis.Reference;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Appeals;

/// <summary>
/// Hands out the day's numbers from blocks reserved in the store: one round trip for a hundred numbers, never the
/// same one twice, whatever the number of processes. What a process had left when it stopped stays a gap.
/// </summary>
public sealed class NumberBlocks(IMongoDatabase database, DistrictFile district, TimeProvider system)
{
    /// <summary>How long a block may take to come before all who wait for it hear that the store is away: 5 seconds.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int Size = 100;

    private static readonly FindOneAndUpdateOptions<BsonDocument> After = new() { ReturnDocument = ReturnDocument.After };

    private readonly IMongoCollection<BsonDocument> _counters = database.GetCollection<BsonDocument>("counters");
    private readonly SortedList<string, DayNumbers> _days = new(StringComparer.Ordinal);

    /// <summary>A number of the Beijing day on which the appeal was accepted.</summary>
    /// <exception cref="TimeoutException">The store is away.</exception>
    /// <exception cref="MongoException">The store is away, or refuses.</exception>
    /// <exception cref="RefusalException">The day's numbers are used up.</exception>
    public async Task<string> NextAsync(DateTime acceptedUtc, CancellationToken cancel)
    {
        var day = TicketNumber.Day(district.NumberPrefix, acceptedUtc);
        return TicketNumber.Of(day, await Of(day).NextAsync(cancel));
    }

    /// <summary>Takes back a number under which nothing was stored and nothing will be.</summary>
    public void GiveBack(string number)
    {
        var (day, sequence) = TicketNumber.Parse(number);
        Of(day).GiveBack(sequence);
    }

    /// <summary>Two days, for the calls that are under way at midnight.</summary>
    private DayNumbers Of(string day)
    {
        lock (_days)
        {
            if (!_days.TryGetValue(day, out var numbers))
            {
                _days.Add(day, numbers = new DayNumbers(Size, () => ReserveAsync(day)));
                if (_days.Count > 2)
                {
                    _days.RemoveAt(0);
                }
            }

            return numbers;
        }
    }

    private async Task<int> ReserveAsync(string day)
    {
        using var limit = new CancellationTokenSource(Timeout, system);
        try
        {
            return await ReserveAsync(day, limit.Token);
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException("The store did not reserve a block of numbers in time.", error);
        }
    }

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
