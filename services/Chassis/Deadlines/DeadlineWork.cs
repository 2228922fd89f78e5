using Hotline.Chassis.Facts;
using Hotline.Chassis.Operations;
using MongoDB.Driver;

namespace Hotline.Chassis.Deadlines;

/// <summary>Lets a simulated clock wait until every deadline that has passed has fired.</summary>
public sealed class DeadlineWork<TState>(FactStore<TState> store) : IDueWork
    where TState : class
{
    public Task<bool> AnyAsync(DateTime until, CancellationToken cancel) =>
        store.Collection.Find(DueDeadlines.Before(until)).Limit(1).AnyAsync(cancel);
}
