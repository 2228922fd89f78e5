using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Operations;
using Hotline.Operations.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>Tells what waits for its number, or was put aside.</summary>
internal sealed class FeedBacklog(IMongoCollection<BsonDocument> entries, BacklogKind kind) : IBacklogProbe
{
    // The oldest of so many is told: the queue lies in the order of partitions, and an index by age would cost each entry.
    private const int Looked = 500;

    public async Task<Backlog?> LookAsync(CancellationToken cancel)
    {
        var found = await entries.Find(new BsonDocument()).Sort(FeedQueue.Sort).Limit(Looked).ToListAsync(cancel);
        if (found.Count == 0)
        {
            return null;
        }

        var waiting = found.ConvertAll(entry => FeedQueue.Read(entry));
        var oldest = waiting.Where(fact => fact.Details is not null).MinBy(fact => fact.Details!.RecordedAt);
        return new Backlog
        {
            Kind = kind,
            Count = found.Count < Looked
                ? found.Count
                : await entries.CountDocumentsAsync(new BsonDocument(), new CountOptions { Limit = IBacklogProbe.CountLimit }, cancel),
            TicketId = (oldest ?? waiting[0]).Fact.Ticket,
            OldestAt = oldest is null ? null : Timestamp.FromDateTime(oldest.Details!.RecordedAt),
        };
    }
}
