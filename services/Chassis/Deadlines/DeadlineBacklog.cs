using Hotline.Chassis.Facts;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Time;
using Hotline.Operations.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Deadlines;

/// <summary>Tells of the aggregates whose deadlines could not fire.</summary>
internal sealed class DeadlineBacklog<TState>(FactStore<TState> store, BusinessClock business) : IBacklogProbe
    where TState : class
{
    public async Task<Backlog?> LookAsync(CancellationToken cancel)
    {
        // None is put off for longer, so the index on the next deadline bounds the search.
        var putOff = DueDeadlines.Before(business.UtcNow + PutOffDeadlines<TState>.Longest).Add(
            PutOffDeadlines<TState>.Failures, new BsonDocument("$exists", true));
        if (await store.Collection.Find(putOff).Project(new BsonDocument("_id", 1)).FirstOrDefaultAsync(cancel) is not { } found)
        {
            return null;
        }

        return new Backlog
        {
            Kind = BacklogKind.DeadlineFailures,
            Count = await store.Collection.CountDocumentsAsync(putOff, new CountOptions { Limit = IBacklogProbe.CountLimit }, cancel),
            TicketId = found["_id"].AsString,
        };
    }
}
