using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// The trips to the collection of tickets that are made together: reads by id, and guarded writes. Each write keeps
/// its own guard, and succeeds or fails alone.
/// </summary>
public sealed class TicketTrips
{
    private const int RoundLimit = 64;
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    private readonly IMongoCollection<BsonDocument> _tickets;
    private readonly Together<Reading, BsonDocument?> _reads;
    private readonly Together<Writing, bool> _writes;

    public TicketTrips(IMongoCollection<BsonDocument> tickets)
    {
        _tickets = tickets;
        _reads = new(RoundLimit, ReadAsync, MongoSetup.Patience);
        _writes = new(RoundLimit, WriteAsync, MongoSetup.Patience);
    }

    /// <summary>The ticket's document; not to be changed, because others may read the same.</summary>
    public Task<BsonDocument?> ReadAsync(string id, CancellationToken cancel) => _reads.DoAsync(new Reading(id), cancel);

    /// <summary>False when the guard did not hold: the ticket exists already, or was written since it was read.</summary>
    /// <param name="ticket">Which ticket.</param>
    /// <param name="lease">The new lease that the write sets: tells afterwards whose write went in.</param>
    /// <param name="write">An insert, or an update of one document.</param>
    /// <param name="cancel">Ends the wait; the write may still go in.</param>
    public Task<bool> WriteAsync(string ticket, string lease, WriteModel<BsonDocument> write, CancellationToken cancel) =>
        _writes.DoAsync(new Writing(ticket, lease, write), cancel);

    private async Task ReadAsync(IReadOnlyList<Reading> round, CancellationToken end)
    {
        var found = (await _tickets.Find(Documents.ByIds(round.Select(reading => reading.Id).Distinct(StringComparer.Ordinal))).ToListAsync(end)).ToDictionary(document => document["_id"].AsString);
        foreach (var reading in round)
        {
            reading.End(found.GetValueOrDefault(reading.Id));
        }
    }

    private async Task WriteAsync(IReadOnlyList<Writing> asked, CancellationToken end)
    {
        // Everybody who writes many tickets at once does it in the order of their ids: so nobody waits in a circle.
        Writing[] round = [.. asked.OrderBy(writing => writing.Ticket, StringComparer.Ordinal)];
        var (matched, refused) = await TryAsync(round, end);
        // Whose guard did not hold is not told: when one matched nothing, the leases that stand in the store tell. One
        // that was overwritten since counts as not written; its caller reads again and finds what it wrote.
        var standing = matched == round.Count(writing => !writing.IsInsert) ? null : await LeasesAsync(round, end);
        for (var i = 0; i < round.Length; i++)
        {
            var writing = round[i];
            if (refused.TryGetValue(i, out var error) && error.Category != ServerErrorCategory.DuplicateKey)
            {
                writing.Fail(new InvalidOperationException($"The store refused to write ticket {writing.Ticket}: code {error.Code}."));
            }
            else
            {
                writing.End(error is null && (writing.IsInsert || standing is null || standing.Contains(writing.Lease)));
            }
        }
    }

    private async Task<(long Matched, Dictionary<int, BulkWriteError> Refused)> TryAsync(IReadOnlyList<Writing> round, CancellationToken end)
    {
        try
        {
            return ((await _tickets.BulkWriteAsync(round.Select(writing => writing.Write), Unordered, end)).MatchedCount, []);
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.WriteConcernError is null)
        {
            return (error.Result.MatchedCount, error.WriteErrors.ToDictionary(write => write.Index));
        }
    }

    private async Task<HashSet<string>> LeasesAsync(IReadOnlyList<Writing> round, CancellationToken end)
    {
        var documents = await _tickets.Find(Documents.ByIds(round.Select(writing => writing.Ticket).Distinct(StringComparer.Ordinal))).Project(new BsonDocument(Envelope.Lease, 1)).ToListAsync(end);
        return [.. documents.Where(document => document.Contains(Envelope.Lease)).Select(document => document[Envelope.Lease].AsString)];
    }

    private sealed class Reading(string id) : Asked<BsonDocument?>
    {
        public string Id => id;
    }

    private sealed class Writing(string ticket, string lease, WriteModel<BsonDocument> write) : Asked<bool>
    {
        public string Ticket => ticket;

        public string Lease => lease;

        public WriteModel<BsonDocument> Write => write;

        public bool IsInsert => write is InsertOneModel<BsonDocument>;
    }
}
